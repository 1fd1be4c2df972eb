//! Keys that this browser holds and shows to nobody (`WebCrypto`, AES-GCM): they can be used here, and not be read.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::{global, member, random};

/// Bytes of a nonce, which stands before what is sealed.
const NONCE: usize = 12;

/// Such a key. It can lie in the database, and nowhere else.
#[derive(Debug, Clone)]
pub struct HiddenKey(CryptoKey);

/// Whether this browser has them: not on an unencrypted connection.
pub fn are_possible() -> bool {
    subtle().is_some()
}

fn subtle() -> Option<SubtleCrypto> {
    member(&member(&global(), "crypto"), "subtle").dyn_into().ok()
}

fn algorithm(more: &str, value: &JsValue) -> Option<Object> {
    let algorithm = Object::new();
    for (name, value) in [("name", &JsValue::from_str("AES-GCM")), (more, value)] {
        Reflect::set(&algorithm, &JsValue::from_str(name), value).ok()?;
    }
    Some(algorithm)
}

async fn result(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

impl HiddenKey {
    /// Makes a key; `None` where the browser has none.
    pub async fn make() -> Option<Self> {
        let uses = Array::of2(&JsValue::from_str("encrypt"), &JsValue::from_str("decrypt"));
        let made = subtle()?.generate_key_with_object(&algorithm("length", &JsValue::from(256))?, false, &uses);
        Self::from_value(result(made).await?)
    }

    pub(super) fn from_value(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    pub(super) fn as_value(&self) -> &JsValue {
        &self.0
    }

    /// Seals bytes under a fresh nonce.
    pub async fn seal(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE] = random::bytes().ok()?;
        let how = algorithm("iv", &Uint8Array::from(&nonce[..]))?;
        let sealed = result(subtle()?.encrypt_with_object_and_u8_array(&how, &self.0, bytes)).await?;
        Some([&nonce[..], &Uint8Array::new(&sealed).to_vec()].concat())
    }

    /// Opens what [`Self::seal`] sealed; `None` for anything else.
    pub async fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let how = algorithm("iv", &Uint8Array::from(nonce))?;
        let bytes = result(subtle()?.decrypt_with_object_and_u8_array(&how, &self.0, sealed)).await?;
        Some(Uint8Array::new(&bytes).to_vec())
    }
}
