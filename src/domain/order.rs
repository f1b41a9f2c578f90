//! Sorting in little code. The standard library's sorts are made for millions of items and bring some 25 kB to the page for each
//! kind of item; ours have a few dozen, from a hostile file perhaps some thousands.

/// Sorts by `before` (a strict order), not keeping the order of equals; n log n whatever comes (heapsort).
pub fn sort_by<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    let sift = |items: &mut [T], mut root: usize| {
        loop {
            let child = 2 * root + 1;
            let greater = match (items.get(child), items.get(child + 1)) {
                (Some(a), Some(b)) if before(a, b) => child + 1,
                (Some(_), _) => child,
                _ => return,
            };
            if !before(&items[root], &items[greater]) {
                return;
            }
            items.swap(root, greater);
            root = greater;
        }
    };
    for root in (0..items.len() / 2).rev() {
        sift(items, root);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sift(&mut items[..end], 0);
    }
}

/// Sorts items in their own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, |a, b| a < b);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts(mut items in prop::collection::vec(0u8..40, 0..60)) {
            let mut expected = items.clone();
            expected.sort();
            super::sort(&mut items);
            prop_assert_eq!(items, expected);
        }
    }
}
