#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Everything cryptographic that Parlance uses, by OpenSSL 3 and libsodium. No other file (but
/// `auth`'s use of cjose) touches a cryptographic library. Binary values travel as `std::string`.
namespace parlance {

/// A string that wipes itself when it ends and that cannot be printed by accident: it has no
/// conversion to text and no `operator<<`. Reading it takes a deliberate `reveal()`.
class Secret {
public:
    Secret() = default;
    /// Takes the text over and wipes the variable that it came from.
    explicit Secret(std::string&& text);
    explicit Secret(std::string_view text) : text_(text) {}
    Secret(const Secret& other) = default;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret other) noexcept;
    ~Secret();

    [[nodiscard]] std::string_view reveal() const noexcept { return text_; }
    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
    std::string text_;
};

/// Overwrites the text in a way that the compiler does not remove, and empties it.
void wipe(std::string& text) noexcept;

/// Bytes from the operating system's generator.
[[nodiscard]] std::string random_bytes(std::size_t count);

using Digest = std::array<unsigned char, 32>;

[[nodiscard]] inline std::string_view bytes_of(const Digest& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// FIPS 180-4.
[[nodiscard]] Digest sha256(std::string_view message);

/// The same over pieces that come one after the other.
class Sha256 {
public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(std::string_view piece);
    /// Call it once, in the end.
    [[nodiscard]] Digest finish();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// RFC 2104.
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view message);

/// Compares without telling by its time where the two differ. Their lengths are not secret.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right) noexcept;

/// RFC 4648 §5 without padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// The same some ten times faster, in a time that depends on the bytes: for what is no secret.
[[nodiscard]] std::string public_to_base64url(std::string_view bytes);

/// Reads the one canonical form only: no padding, no white space, no `+` or `/`, no spare bits.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// Lower case.
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

inline constexpr std::size_t sealing_key_bytes = 32;

/// AES-256-GCM (NIST SP 800-38D) with a fresh random nonce: nonce (12) | ciphertext | tag (16).
/// `context` is bound to the result and must be the same for `open_sealed`. Safe for 2^32 messages
/// of one key.
[[nodiscard]] std::string
seal(std::string_view key, std::string_view context, std::string_view plaintext);

/// What `seal` sealed; nothing when the key or the context is another, or a bit has changed.
[[nodiscard]] std::optional<Secret>
open_sealed(std::string_view key, std::string_view context, std::string_view sealed);

/// What one Argon2id hash costs (RFC 9106).
struct PasswordCost {
    std::uint64_t passes = 2;
    std::size_t memory_bytes = std::size_t{64} << 20;
};

/// Argon2id with a random salt, in the PHC string form. Takes tens of milliseconds and the memory
/// that the cost names: never on an event loop.
[[nodiscard]] std::string hash_password(std::string_view password, PasswordCost cost);
[[nodiscard]] bool verify_password(const std::string& hash, std::string_view password);
/// Whether the hash was made at another cost, or is not one of ours.
[[nodiscard]] bool needs_rehash(const std::string& hash, PasswordCost cost);

}  // namespace parlance
