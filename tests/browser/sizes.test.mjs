// What a phone downloads before the first question.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes } from "../bench/sizes.mjs";

test("at most 150 kB come before the first question", () => {
  const { total, ...parts } = sizes();
  assert.ok(Object.values(parts).every((bytes) => bytes > 500), JSON.stringify(parts));
  assert.ok(total <= 150_000, `${total}: ${JSON.stringify(parts)}`);
});
