// The script that partners put into their pages: a classic one, since a module would need CORS. Beside the moving address there is
// one for each version, in a folder of its own.
import { define } from "./element.js";

define(document.currentScript.src.replace(/(embed\/[^/]+\/)?embed\.js([?#].*)?$/, ""));
