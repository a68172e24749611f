#include "base/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <sodium.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace parlance {

namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

/// libsodium picks its implementations once; every use of it comes through here.
void start_sodium() {
    static const int started = sodium_init();
    if (started < 0) throw std::runtime_error("libsodium does not start");
}

/// OpenSSL fails only for want of memory or for a broken installation: both end the request.
void require(bool worked) {
    if (!worked) throw std::runtime_error("a cryptographic operation failed");
}

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

CipherContext cipher_context() {
    CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    require(context != nullptr);
    return context;
}

void require_key(std::string_view key) {
    if (key.size() != sealing_key_bytes) throw std::logic_error("a sealing key has 32 bytes");
}

}  // namespace

Secret::Secret(std::string&& text) : text_(text) {
    wipe(text);
}

// A moved-from short string still holds its letters: copy and wipe instead.
Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) {
    wipe(other.text_);
}

Secret& Secret::operator=(Secret other) noexcept {
    text_.swap(other.text_);
    return *this;
}

Secret::~Secret() {
    wipe(text_);
}

void wipe(std::string& text) noexcept {
    sodium_memzero(text.data(), text.capacity());
    text.clear();
}

std::string random_bytes(std::size_t count) {
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

Digest sha256(std::string_view message) {
    Digest digest;
    SHA256(raw(message), message.size(), digest.data());
    return digest;
}

struct Sha256::Context {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{
        EVP_MD_CTX_new(),
        EVP_MD_CTX_free
    };
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    require(EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view piece) {
    require(EVP_DigestUpdate(context_->digest.get(), piece.data(), piece.size()) == 1);
}

Digest Sha256::finish() {
    Digest digest;
    require(EVP_DigestFinal_ex(context_->digest.get(), digest.data(), nullptr) == 1);
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view message) {
    Digest digest;
    unsigned size = 0;
    const unsigned char* made = HMAC(
        EVP_sha256(),
        key.data(),
        static_cast<int>(key.size()),
        raw(message),
        message.size(),
        digest.data(),
        &size
    );
    require(made != nullptr && size == digest.size());
    return digest;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) noexcept {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string to_base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back();  // the terminating NUL
    return text;
}

std::string public_to_base64url(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(raw(text), raw(bytes), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size) - (3 - bytes.size() % 3) % 3);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int failed = sodium_base642bin(
        raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, variant
    );
    if (failed != 0) return std::nullopt;
    bytes.resize(size);
    if (to_base64url(bytes) != text) return std::nullopt;
    return bytes;
}

std::string to_hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t size = 0;
    const int failed =
        sodium_hex2bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr);
    if (failed != 0 || size * 2 != text.size()) return std::nullopt;
    return bytes;
}

std::string seal(std::string_view key, std::string_view context, std::string_view plaintext) {
    require_key(key);
    std::string sealed = random_bytes(nonce_bytes);
    sealed.resize(nonce_bytes + plaintext.size() + tag_bytes);
    unsigned char* const out = raw(sealed);
    const CipherContext cipher = cipher_context();
    EVP_CIPHER_CTX* const at = cipher.get();
    int size = 0;
    require(EVP_EncryptInit_ex2(at, EVP_aes_256_gcm(), raw(key), out, nullptr) == 1);
    require(EVP_EncryptUpdate(at, nullptr, &size, raw(context), static_cast<int>(context.size())));
    require(EVP_EncryptUpdate(
        at, out + nonce_bytes, &size, raw(plaintext), static_cast<int>(plaintext.size())
    ));
    require(EVP_EncryptFinal_ex(at, out + nonce_bytes + size, &size) == 1);
    unsigned char* const tag = out + nonce_bytes + plaintext.size();
    require(EVP_CIPHER_CTX_ctrl(at, EVP_CTRL_AEAD_GET_TAG, tag_bytes, tag) == 1);
    return sealed;
}

std::optional<Secret>
open_sealed(std::string_view key, std::string_view context, std::string_view sealed) {
    require_key(key);
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    const std::string_view body =
        sealed.substr(nonce_bytes, sealed.size() - nonce_bytes - tag_bytes);
    std::string tag(sealed.substr(sealed.size() - tag_bytes));
    std::string plaintext(body.size(), '\0');
    const CipherContext cipher = cipher_context();
    EVP_CIPHER_CTX* const at = cipher.get();
    int size = 0;
    require(EVP_DecryptInit_ex2(at, EVP_aes_256_gcm(), raw(key), raw(sealed), nullptr) == 1);
    require(EVP_DecryptUpdate(at, nullptr, &size, raw(context), static_cast<int>(context.size())));
    require(EVP_DecryptUpdate(at, raw(plaintext), &size, raw(body), static_cast<int>(body.size())));
    require(EVP_CIPHER_CTX_ctrl(at, EVP_CTRL_AEAD_SET_TAG, tag_bytes, tag.data()) == 1);
    const bool genuine = EVP_DecryptFinal_ex(at, raw(plaintext) + size, &size) == 1;
    Secret opened(std::move(plaintext));
    if (!genuine) return std::nullopt;
    return opened;
}

std::string hash_password(std::string_view password, PasswordCost cost) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed = crypto_pwhash_str_alg(
        hash.data(),
        password.data(),
        password.size(),
        cost.passes,
        cost.memory_bytes,
        crypto_pwhash_ALG_ARGON2ID13
    );
    require(failed == 0);
    return hash.data();
}

bool verify_password(const std::string& hash, std::string_view password) {
    start_sodium();
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(const std::string& hash, PasswordCost cost) {
    start_sodium();
    return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

}  // namespace parlance
