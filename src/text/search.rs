//! Finding words as people type them: case, Arabic diacritics and the letters that are often written one for another make no
//! difference.

/// A text as it is compared.
pub fn fold(text: &str) -> String {
    let folded = text.trim().chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        // Vowel signs, the lengthening stroke, and marks of direction.
        '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' => Some('ي'),
        'ؤ' => Some('و'),
        'ة' => Some('ه'),
        '\u{0660}'..='\u{0669}' => char::from_digit(c as u32 - 0x0660, 10),
        '’' => Some('\''),
        'é' | 'è' => Some('e'),
        'č' | 'ć' => Some('c'),
        'ą' => Some('a'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    });
    folded.collect()
}

/// Whether a text holds every word of what is wanted, which is folded already.
pub fn matches(text: &str, wanted: &str) -> bool {
    let text = fold(text);
    wanted.split(' ').all(|word| text.contains(word))
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
            assert!(matches(text, &fold(wanted)), "{text}: {wanted}");
        }
        assert!(!matches("police", &fold("budget")));
    }
}
