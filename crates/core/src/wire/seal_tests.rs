//! Sealing: the vectors of RFC 9180, every member bound, every change named.

use super::*;
use crate::wire::code::FollowUpCode;
use crate::wire::key::SubmissionKey;

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// RFC 9180, appendix A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, `ChaCha20Poly1305`, base mode, sequence number 0.
#[test]
fn the_vector_of_rfc_9180_holds() {
    let info = bytes("4f6465206f6e2061204772656369616e2055726e");
    let ikm_e = bytes("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
    let ikm_r = bytes("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
    let sk_r = bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let pk_r = bytes("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
    let enc = bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    let aad = bytes("436f756e742d30");
    let pt = bytes("4265617574792069732074727574682c20747275746820626561757479");
    let ct = bytes("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");

    let secret = SecretKey::from_random(ikm_r.try_into().unwrap());
    assert_eq!(secret.0.to_bytes().to_vec(), sk_r);
    assert_eq!(secret.public().0.to_bytes().to_vec(), pk_r);

    let mut text = pt.clone();
    let (got_enc, tag) = seal_raw(&secret.public().0, &info, &mut text, &aad, ikm_e.try_into().unwrap()).unwrap();
    assert_eq!(got_enc, enc);
    assert_eq!([text, tag].concat(), ct);
    assert_eq!(open_raw(&secret.0, &info, &Encapped::from_bytes(&enc).unwrap(), &ct, &aad), Some(pt));
}

struct Sent {
    secret: SecretKey,
    key_hash: String,
    submission: Submission,
}

fn sent(text: &[u8]) -> Sent {
    let secret = SecretKey::from_random([1; 32]);
    let recipient = secret.public().to_recipient();
    let key = SubmissionKey::from_random([2; 16]);
    let code = FollowUpCode::from_random([3; 13]);
    let station = Some("gn-1008620".to_owned());
    let mut header = Header::new(FormName::PreComplaint, 1, &recipient, &key, station, Some(&code));
    header.uploads = vec!["0f".repeat(16)];
    let submission = seal(&recipient, &header, text, [4; 32]).unwrap().into_submission(header, None);
    Sent { secret, key_hash: key.hash_hex(), submission }
}

#[test]
fn what_was_sealed_opens() {
    for text in [&b""[..], b"{}", &[b'x'; 4092], &[b'x'; 4093], &vec![b'x'; MAX_TEXT]] {
        let Sent { secret, key_hash, submission } = sent(text);
        assert_eq!(submission.check(), Ok(()));
        assert_eq!(open(&secret, &submission, &key_hash).as_deref(), Ok(text));
        assert!(serde_json::to_vec(&submission).unwrap().len() <= submission::MAX_BODY);
    }
}

#[test]
fn texts_of_like_length_have_one_size() {
    assert_eq!(sent(b"").submission.ct.len(), sent(&[b'x'; 4000]).submission.ct.len());
}

/// The member that the refusal must name, and a way to change it.
type Change = (&'static str, fn(&mut Sent));

#[test]
fn every_changed_member_is_named() {
    let changes: [Change; 9] = [
        ("v", |s| s.submission.v = 2),
        ("form", |s| s.submission.form = FormName::ContentReport),
        ("schema", |s| s.submission.schema = 2),
        ("kid", |s| s.submission.kid = "0123456789abcdef".to_owned()),
        ("Idempotency-Key", |s| s.key_hash = SubmissionKey::from_random([9; 16]).hash_hex()),
        ("routing.station", |s| s.submission.routing.station = Some("gn-1".to_owned())),
        ("routing.station", |s| s.submission.routing.station = None),
        ("follow_up", |s| s.submission.follow_up = None),
        ("uploads", |s| s.submission.uploads.push("00".repeat(16))),
    ];
    for (member, change) in changes {
        let mut sent = sent(b"{}");
        change(&mut sent);
        assert_eq!(open(&sent.secret, &sent.submission, &sent.key_hash), Err(OpenError::Differs(vec![member])));
    }
    let mut both = sent(b"{}");
    both.submission.schema = 3;
    both.submission.follow_up = None;
    let refusal = open(&both.secret, &both.submission, &both.key_hash).unwrap_err();
    assert_eq!(refusal.to_string(), "changed after it was sealed: schema, follow_up");
}

#[test]
fn every_flipped_byte_is_refused() {
    let Sent { secret, key_hash, submission } = sent(b"{}");
    let ct = Base64::decode_vec(&submission.ct).unwrap();
    for at in (0..ct.len()).step_by(97).chain(4096..ct.len()) {
        let mut ct = ct.clone();
        ct[at] ^= 1;
        let copy = Submission { ct: Base64::encode_string(&ct), ..submission.clone() };
        assert_eq!(open(&secret, &copy, &key_hash), Err(OpenError::Broken), "byte {at}");
    }
    let mut enc = Base64::decode_vec(&submission.enc).unwrap();
    enc[5] ^= 1;
    let copy = Submission { enc: Base64::encode_string(&enc), ..submission.clone() };
    assert_eq!(open(&secret, &copy, &key_hash), Err(OpenError::Broken));
    let copy = Submission { enc: "AAAA".to_owned(), ..submission.clone() };
    assert_eq!(open(&secret, &copy, &key_hash), Err(OpenError::Unreadable("enc")));
    let copy = Submission { ct: "AAAA".to_owned(), ..submission };
    assert_eq!(open(&secret, &copy, &key_hash), Err(OpenError::Unreadable("ct")));
}

#[test]
fn another_key_does_not_open() {
    let Sent { key_hash, submission, .. } = sent(b"{}");
    assert_eq!(open(&SecretKey::from_random([7; 32]), &submission, &key_hash), Err(OpenError::OtherKey));
}

#[test]
fn a_key_that_is_not_what_it_claims_seals_nothing() {
    let recipient = SecretKey::from_random([1; 32]).public().to_recipient();
    let key = SubmissionKey::from_random([2; 16]);
    let attempt = |recipient: &RecipientKey, text: &[u8]| {
        let header = Header::new(FormName::ContentReport, 1, recipient, &key, None, None);
        seal(recipient, &header, text, [4; 32]).map(|_| ())
    };
    assert_eq!(attempt(&recipient, b"{}"), Ok(()));
    assert_eq!(attempt(&recipient, &vec![0; MAX_TEXT + 1]), Err(SealError::TooLong));
    let renamed = RecipientKey { kid: "0".repeat(16), ..recipient.clone() };
    assert_eq!(attempt(&renamed, b"{}"), Err(SealError::Key));
    // All zeros is a point of low order: nothing sealed to it would be secret.
    let weak = RecipientKey {
        kid: crate::wire::sha256_hex(&[&[0; 32]])[..16].to_owned(),
        public_key: Base64::encode_string(&[0; 32]),
    };
    assert_eq!(attempt(&weak, b"{}"), Err(SealError::Key));
}

#[test]
fn secrets_do_not_print() {
    let Sent { secret, submission, .. } = sent(b"{}");
    assert_eq!(format!("{secret:?}"), "SecretKey(***)");
    assert!(!format!("{submission:?}").contains("gn-"));
}
