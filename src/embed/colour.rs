//! A host's accent, made to be read: its tones for light and dark, each with the contrast that WCAG 2.2 asks for (AA, 4.5 to 1).

/// A colour, red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The contrast of text with what it stands on, at least.
pub const READABLE: f64 = 4.5;
/// The contrast of a shape with what it stands on, at least.
const VISIBLE: f64 = 3.0;
/// How much of the ground the fainter tone holds at most, in 64ths.
const FAINTEST: u16 = 26;

const WHITE: Rgb = Rgb(255, 255, 255);
const BLACK: Rgb = Rgb(0, 0, 0);

/// What a theme gives: its surfaces, the texts that may stand on the soft tone, and towards what a tone is moved to be read.
struct Ground {
    surfaces: [Rgb; 2],
    texts: [Rgb; 2],
    on: Rgb,
    towards: Rgb,
    /// How much of the accent the soft tone holds, in 64ths.
    soft: u16,
}

/// As in `style/tokens.css`: paper and card, ink and second ink.
const LIGHT: Ground = Ground {
    surfaces: [Rgb(0xfb, 0xfa, 0xf7), WHITE],
    texts: [Rgb(0x14, 0x28, 0x2b), Rgb(0x4a, 0x5f, 0x62)],
    on: WHITE,
    towards: BLACK,
    soft: 7,
};
const DARK: Ground = Ground {
    surfaces: [Rgb(0x0f, 0x1b, 0x1d), Rgb(0x16, 0x26, 0x2a)],
    texts: [Rgb(0xe6, 0xef, 0xee), Rgb(0xa9, 0xbd, 0xbc)],
    on: Rgb(0x0a, 0x1f, 0x22),
    towards: WHITE,
    soft: 12,
};

/// The accent in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// Text, lines and buttons.
    pub main: Rgb,
    /// Text on a button.
    pub on: Rgb,
    /// What lies behind a chosen answer.
    pub soft: Rgb,
    /// What is possible, beside what is sure: a fainter one in charts and scales.
    pub band: Rgb,
}

/// The accent in both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// On light paper.
    pub light: Tones,
    /// On dark paper.
    pub dark: Tones,
}

impl Rgb {
    /// From `#0b5d66` or `#abc`, with or without the `#`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').unwrap_or(text).as_bytes();
        let digit = |i: usize| digits.get(i).and_then(|d| char::from(*d).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        match digits.len() {
            3 => Some(Rgb(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
            6 => Some(Rgb(digit(0)? * 16 + digit(1)?, digit(2)? * 16 + digit(3)?, digit(4)? * 16 + digit(5)?)),
            _ => None,
        }
    }

    /// As styles write it.
    pub fn css(self) -> String {
        let mut text = String::from("#");
        for part in [self.0, self.1, self.2] {
            for digit in [part >> 4, part & 15] {
                text.extend(char::from_digit(digit.into(), 16));
            }
        }
        text
    }

    /// With so many 64ths of another colour in it.
    fn mixed(self, other: Rgb, parts: u16) -> Rgb {
        let mix = |a: u8, b: u8| ((u16::from(a) * (64 - parts) + u16::from(b) * parts + 32) / 64) as u8;
        Rgb(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// The relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast with another colour, 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }
}

/// A channel without its gamma: x to the power of 2.4 is the twelfth power of the fifth root. The power function itself would bring
/// two thousand bytes.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 {
        return value / 12.92;
    }
    let base = (value + 0.055) / 1.055;
    let mut root = 1.0;
    for _ in 0..12 {
        root -= (root - base / (root * root * root * root)) / 5.0;
    }
    let cube = root * root * root;
    cube * cube * cube * cube
}

fn tones(accent: Rgb, ground: &Ground) -> Tones {
    let reads = |a: Rgb, b: Rgb| a.contrast(b) >= READABLE;
    // Of a bright accent little may be in the soft tone, or no text can be read on it.
    let at = |parts: u16| {
        let main = accent.mixed(ground.towards, parts);
        let mut soft = (0..=ground.soft).rev().map(|soft| ground.surfaces[1].mixed(main, soft));
        let soft = soft.find(|soft| reads(main, *soft) && ground.texts.into_iter().all(|text| reads(text, *soft)));
        let mut fainter = (0..=FAINTEST).rev().map(|parts| main.mixed(ground.surfaces[1], parts));
        let band = fainter.find(|band| ground.surfaces.into_iter().all(|other| band.contrast(other) >= VISIBLE));
        Tones { main, on: ground.on, soft: soft.unwrap_or(ground.surfaces[1]), band: band.unwrap_or(main) }
    };
    let is_readable = |t: &Tones| ground.surfaces.into_iter().chain([t.soft, t.on]).all(|other| reads(t.main, other));
    (0..64).map(at).find(is_readable).unwrap_or_else(|| at(64))
}

impl Accent {
    /// The tones that are nearest to a colour and can be read.
    pub fn of(colour: Rgb) -> Accent {
        Accent { light: tones(colour, &LIGHT), dark: tones(colour, &DARK) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        for (a, b, ratio) in
            [("#000", "#fff", 21.0), ("#777777", "#fff", 4.478), ("767676", "ffffff", 4.542), ("#0b5d66", "#fff", 7.576)]
        {
            let found = Rgb::parse(a).unwrap().contrast(Rgb::parse(b).unwrap());
            assert!((found - ratio).abs() < 0.05, "{a} {b} {found}");
        }
        assert!((Rgb(188, 188, 188).luminance() - (((188.0 / 255.0 + 0.055) / 1.055_f64).powf(2.4))).abs() < 1e-9);
    }

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(Rgb::parse("#0B5d66"), Some(Rgb(0x0b, 0x5d, 0x66)));
        assert_eq!(Rgb::parse("abc"), Some(Rgb(0xaa, 0xbb, 0xcc)));
        for text in ["", "#", "red", "#12", "#12345", "#1234567", "##abc", "#ab;", "#é1", "url(x)", "#+1+1+1"] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
        assert_eq!(Rgb(0x0b, 0x5d, 0x66).css(), "#0b5d66");
    }

    #[test]
    fn white_and_black_can_be_read_too() {
        for level in [0, 255] {
            let dark = Accent::of(Rgb(level, level, level)).dark;
            assert!(DARK.texts.into_iter().all(|text| text.contrast(dark.soft) >= READABLE), "{dark:?}");
        }
    }

    #[test]
    fn our_own_accent_stays_as_it_is() {
        assert_eq!(Accent::of(Rgb(0x0b, 0x5d, 0x66)).light.main, Rgb(0x0b, 0x5d, 0x66));
    }

    proptest! {
        #[test]
        fn every_accent_can_be_read_in_both_themes(r: u8, g: u8, b: u8) {
            let accent = Accent::of(Rgb(r, g, b));
            for (tones, ground) in [(accent.light, &LIGHT), (accent.dark, &DARK)] {
                for other in ground.surfaces.into_iter().chain([tones.soft, tones.on]) {
                    prop_assert!(tones.main.contrast(other) >= READABLE, "{tones:?}");
                }
                for other in ground.surfaces {
                    prop_assert!(tones.band.contrast(other) >= VISIBLE, "{tones:?}");
                }
                prop_assert!(tones.band != tones.main, "what is sure can be told from what is possible");
                for text in ground.texts {
                    prop_assert!(text.contrast(tones.soft) >= READABLE, "{tones:?}");
                }
            }
        }
    }
}
