package io.zenem.jira.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;

/**
 * Secrets at rest: AES-256-GCM by Tink, each ciphertext bound to the connector it belongs to, so that one copied to another
 * row does not decrypt. Several keys allow rotation: the first encrypts, all decrypt.
 */
public final class Secrets {
    private static final int KEY_BYTES = 32;

    /** Tink puts a version and the key's id in front of a ciphertext. */
    private static final int MARK_BYTES = 5;

    private final Aead aead;
    private final int keys;

    private Secrets(Aead aead, int keys) {
        this.aead = aead;
        this.keys = keys;
    }

    /**
     * Takes the operator's keys.
     *
     * @param base64Keys each the base64 of 32 random bytes, the encrypting one first
     * @throws IllegalArgumentException where a key is something else; the message does not repeat it
     */
    public static Secrets withKeys(List<String> base64Keys) {
        try {
            AeadConfig.register();
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            for (int i = 0; i < base64Keys.size(); i++) {
                byte[] bytes = Base64.getDecoder().decode(base64Keys.get(i).strip());
                if (bytes.length != KEY_BYTES) {
                    throw new IllegalArgumentException("it has " + bytes.length + " bytes");
                }
                KeysetHandle.Builder.Entry entry = entry(bytes);
                keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
            }
            return new Secrets(keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class), base64Keys.size());
        } catch (IllegalArgumentException | GeneralSecurityException wrong) {
            throw new IllegalArgumentException(
                    "connector.encryption-key must be the base64 of 32 random bytes (several with commas); make one with:"
                            + " openssl rand -base64 32");
        }
    }

    /** The key's id in front of each ciphertext is taken from the key itself, so that order and number of keys may change. */
    @AccessesPartialKey
    private static KeysetHandle.Builder.Entry entry(byte[] key) throws GeneralSecurityException {
        int id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                        .getInt()
                & Integer.MAX_VALUE;
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        AesGcmKey material = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
        return KeysetHandle.importKey(material).withFixedId(id);
    }

    public byte[] encrypt(String plaintext, String connectorId) {
        try {
            return aead.encrypt(
                    plaintext.getBytes(StandardCharsets.UTF_8), connectorId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Encryption failed", impossible);
        }
    }

    /**
     * Decrypts what was encrypted for the same connector with any of the keys.
     *
     * @throws UndecryptableSecret where none of them opens it
     */
    public String decrypt(byte[] ciphertext, String connectorId) {
        try {
            return new String(
                    aead.decrypt(ciphertext, connectorId.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrongKey) {
            throw new UndecryptableSecret(connectorId);
        }
    }

    /** As {@link #encrypt}, in base64, for a column of a JSON document. */
    public String encryptText(String plaintext, String connectorId) {
        return Base64.getEncoder().encodeToString(encrypt(plaintext, connectorId));
    }

    /** What {@link #encryptText} encrypted; errors as {@link #decrypt}. */
    public String decryptText(String base64, String connectorId) {
        return decrypt(Base64.getDecoder().decode(base64), connectorId);
    }

    /** What stands in front of each ciphertext of the first key, as hexadecimal digits. */
    public String mark() {
        return HexFormat.of().formatHex(encrypt("", ""), 0, MARK_BYTES);
    }

    /** Whether there are older keys, which only decrypt. */
    public boolean severalKeys() {
        return keys > 1;
    }
}
