"""The district's folder is encrypted and decrypted: record, packs, decisions and keys; `protecting` is for other rooms."""
