//! Starts the page.

fn main() {
    tafwid::ui::start();
}
