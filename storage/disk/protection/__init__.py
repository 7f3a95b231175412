"""A data folder is protected: what lies in it can be read only by who knows its passphrase or has its recovery sheet.

`protection.json` keeps the folder's random key, sealed once by the passphrase and once by the recovery code. From that
key are made the key of the database (SQLCipher) and the key of single files (AES-256-GCM). For other rooms:

- `marks.is_protected(folder)`: whether a folder is protected;
- `open_keys.unlock(folder, secret)`: open its key with passphrase or recovery code, for the rest of this process;
- `open_keys.is_locked(folder)`: whether that is still to be done;
- `sealed_files.seal_for(file, data)` and `unseal(data, where)`: bytes to and from the key of the folder that `file` is in;
- `sealed_files.write_own(file, data)` and `read_own(file)`: a whole file of the folder, sealed where the folder is
  protected, plain elsewhere.
"""
