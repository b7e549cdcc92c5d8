-- What the server proves itself with.

-- The fingerprint of the key that it spoke TLS with last; NULL where it never has. From then on it speaks TLS, and says so
-- where the key is another.
ALTER TABLE ledger_identity ADD COLUMN key_fingerprint TEXT CHECK (length(key_fingerprint) >= 1);
