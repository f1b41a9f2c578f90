//! Finding words as people type them: case, Arabic diacritics and the letters that are often written one for another make no
//! difference.

pub use crate::domain::letters::fold;

/// A folded word without the Arabic article and what is written together with it: who looks for «الشرطة» means «شرطة» and «بالشرطة».
pub fn bare(word: &str) -> &str {
    let rest = ["ال", "وال", "بال", "كال", "فال", "لل"].iter().find_map(|article| word.strip_prefix(article));
    rest.filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

/// Whether a folded text holds a folded word, with its article or without.
pub fn holds(text: &str, word: &str) -> bool {
    text.contains(bare(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_written_one_for_another_are_the_same() {
        for (text, wanted) in [
            ("الشُّرطة المحلية", "شرطه"),
            ("إدارة الأزمات", "ادارة الازمات"),
            ("مستوى أعلى", "مستوي اعلي"),
            ("Brčko District", "brcko"),
            ("The police and communities", "communities POLICE"),
            ("29 سؤالًا", "٢٩"),
        ] {
            assert!(fold(wanted).split(' ').all(|word| holds(&fold(text), word)), "{text}: {wanted}");
        }
        assert!(!holds("police", &fold("budget")));
    }

    #[test]
    fn the_article_makes_no_difference() {
        for (word, without) in [
            ("الشرطه", "شرطه"),
            ("والشرطه", "شرطه"),
            ("بالشرطه", "شرطه"),
            ("للمدن", "مدن"),
            ("شرطه", "شرطه"),
            ("الي", "الي"),
            ("الان", "الان"),
            ("ال", "ال"),
            ("police", "police"),
        ] {
            assert_eq!(bare(word), without);
        }
        assert!(holds("ثقه بالشرطه", "الشرطه") && holds("شرطه", "الشرطه"));
    }
}
