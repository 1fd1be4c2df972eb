//! Key files: a secret key in base64, on one line, readable by its owner only; and folders that are.

use guichet_core::wire::seal::SecretKey;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Where the development key lies.
pub fn development_path(data: &Path) -> PathBuf {
    data.join("development-key.txt")
}

/// The development key, made on first use.
pub fn development(data: &Path) -> io::Result<SecretKey> {
    let path = development_path(data);
    match create(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(&path),
        made => made,
    }
}

/// Makes a key in a new file; never overwrites one.
pub fn create(path: &Path) -> io::Result<SecretKey> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("no randomness"))?;
    let secret = SecretKey::from_random(bytes);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", secret.to_base64())?;
    file.sync_all()?;
    Ok(secret)
}

/// Makes a folder, where there is none, that only its owner enters.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Reads a key file.
pub fn read(path: &Path) -> io::Result<SecretKey> {
    let text = std::fs::read_to_string(path)?;
    SecretKey::parse(&text).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not a secret key in base64"))
}
