use super::{YES_OR_NO, choice, known_line, line, yes_or_no};
use crate::{
    domain::{
        flaw::FlawKind,
        goods::MultimediaNature,
        known::{Known, Stance},
        prose,
    },
    form::field::{Control, Field, Keyboard, Spec},
    text::Word,
};

/// Which device.
pub static DEVICE_NATURE: Field<MultimediaNature> = Field {
    spec: Spec::new(
        "device_nature",
        Control::Select(&[
            choice("laptop", Word::DeviceLaptop),
            choice("computer", Word::DeviceComputer),
            choice("smart-watch", Word::DeviceSmartWatch),
            choice("headphones", Word::DeviceHeadphones),
            choice("camera", Word::DeviceCamera),
            choice("television", Word::DeviceTelevision),
            choice("loudspeaker", Word::DeviceLoudspeaker),
            choice("usb-stick", Word::DeviceUsbStick),
            choice(super::super::OTHER, Word::DeviceOther),
        ]),
        Word::DeviceNatureLabel,
        Word::DeviceNatureMissing,
    ),
    parse: meaning! {
        "laptop" => MultimediaNature::Laptop,
        "computer" => MultimediaNature::Computer,
        "smart-watch" => MultimediaNature::SmartWatch,
        "headphones" => MultimediaNature::Headphones,
        "camera" => MultimediaNature::Camera,
        "television" => MultimediaNature::Television,
        "loudspeaker" => MultimediaNature::Loudspeaker,
        "usb-stick" => MultimediaNature::UsbStick,
        super::super::OTHER => MultimediaNature::Other,
    },
};

/// Its make.
pub static DEVICE_BRAND: Field<String> = Field {
    spec: Spec::new("device_brand", line(20), Word::PhoneBrandLabel, Word::PhoneBrandMissing),
    parse: one_line!(20),
};

/// Its model.
pub static DEVICE_MODEL: Field<String> =
    Field { spec: Spec::optional("device_model", line(20), Word::PhoneModelLabel, None), parse: one_line!(20) };

/// Its serial number or IMEI.
pub static DEVICE_SERIAL: Field<Known<String>> = Field {
    spec: Spec::optional(
        "device_serial",
        known_line(20, Keyboard::Text),
        Word::DeviceSerialLabel,
        Some(Word::DeviceSerialHint),
    ),
    parse: known!(|typed| prose::line(typed, 20)),
};

/// What else tells it.
pub static DEVICE_DESCRIPTION: Field<String> = Field {
    spec: Spec::optional(
        "device_description",
        Control::Lines { max: 255 },
        Word::DescriptionOfItemLabel,
        Some(Word::DeviceDescriptionHint),
    ),
    parse: |typed, _| prose::lines(typed, 1, 255),
};

/// Is it the legal entity's own?
pub static DEVICE_OWNED: Field<bool> = Field {
    spec: Spec::new("device_owned", YES_OR_NO, Word::DeviceOwnedLabel, Word::DeviceOwnedMissing),
    parse: yes_or_no,
};
