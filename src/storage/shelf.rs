//! Where texts are put under keys: in the browser, or in memory when it refuses.

use std::cell::RefCell;

/// Why a text could not be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShelfError {
    /// There is no room.
    Full,
    /// The browser does not allow it.
    Refused,
    /// Another page has written it since it was read here.
    ChangedElsewhere,
}

/// A place for texts under keys.
pub trait Shelf {
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Puts a text under a key, in place of what was there.
    ///
    /// # Errors
    /// When there is no room or it is not allowed; what was there stays.
    fn set(&self, key: &str, text: &str) -> Result<(), ShelfError>;
    /// Removes a key.
    fn remove(&self, key: &str);
    /// All keys.
    fn keys(&self) -> Vec<String>;
    /// Whether it outlives the page.
    fn is_lasting(&self) -> bool;
    /// An assessment's text as it is put here; none when it cannot be.
    fn seal(&self, text: String) -> Option<String> {
        Some(text)
    }
    /// The text that was put here; none when it cannot be had again.
    fn unseal(&self, text: &str) -> Option<String> {
        Some(text.into())
    }
}

/// Texts that are gone when the page is.
#[derive(Default)]
pub struct MemoryShelf {
    texts: RefCell<Vec<(String, String)>>,
    #[cfg(test)]
    writes_left: RefCell<Option<usize>>,
}

#[cfg(test)]
impl MemoryShelf {
    /// Every write after so many more is refused for want of room.
    pub fn fail_after(&self, writes: usize) {
        *self.writes_left.borrow_mut() = Some(writes);
    }
}

impl Shelf for MemoryShelf {
    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().iter().find(|(k, _)| k == key).map(|(_, text)| text.clone())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        #[cfg(test)]
        if let Some(left) = self.writes_left.borrow_mut().as_mut() {
            *left = left.checked_sub(1).ok_or(ShelfError::Full)?;
        }
        self.remove(key);
        self.texts.borrow_mut().push((key.into(), text.into()));
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().retain(|(k, _)| k != key);
    }

    fn keys(&self) -> Vec<String> {
        self.texts.borrow().iter().map(|(key, _)| key.clone()).collect()
    }

    fn is_lasting(&self) -> bool {
        false
    }
}
