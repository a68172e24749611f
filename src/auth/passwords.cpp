#include "auth/passwords.hpp"

#include "auth/common_passwords.hpp"
#include "base/error.hpp"

namespace parlance::auth {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& letter : out)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return out;
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
    }));
}

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (static_cast<unsigned char>(byte) & 0x80) != 0;
}

/// `Password123!` is `password` to a guesser: what stands in front of trailing digits and signs.
std::string_view stem_of(std::string_view lowered) {
    while (!lowered.empty() && !is_letter(lowered.back()))
        lowered.remove_suffix(1);
    return lowered;
}

/// `aaaaaaaa`, `12345678`, `hgfedcba`: each step is the same.
bool is_sequence(std::string_view text) {
    if (text.size() < 2) return true;
    const int step = text[1] - text[0];
    if (step < -1 || step > 1) return false;
    for (std::size_t index = 1; index < text.size(); ++index)
        if (text[index] - text[index - 1] != step) return false;
    return true;
}

bool is_own(std::string_view lowered, const std::vector<std::string>& own) {
    return std::ranges::any_of(own, [&](const std::string& word) {
        const std::string key = lower(word);
        const std::string_view name = std::string_view(key).substr(0, key.find('@'));
        return !key.empty() && (lowered == key || lowered == name || stem_of(lowered) == name);
    });
}

/// RFC 4648 §4 without padding, as PHC strings have it.
std::string to_base64(std::string_view bytes) {
    std::string text = to_base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return text;
}

/// A hash that no password has and that costs as much to check as any other. Made up, not computed:
/// a start-up must not wait for Argon2id.
std::string hash_of_nobody(PasswordCost cost) {
    return fmt::format(
        "$argon2id$v=19$m={},t={},p=1${}${}",
        cost.memory_bytes / 1024,
        cost.passes,
        to_base64(random_bytes(16)),
        to_base64(random_bytes(32))
    );
}

}  // namespace

std::optional<std::string> password_fault(
    std::string_view password,
    const std::vector<std::string>& own,
    const PasswordRules& rules
) {
    const std::size_t characters = characters_in(password);
    if (characters < rules.characters_min) {
        return fmt::format(
            "Use at least {} characters; 15 or more are better.", rules.characters_min
        );
    }
    if (characters > rules.characters_max || password.size() > rules.characters_max * 4)
        return fmt::format("Use at most {} characters.", rules.characters_max);
    const std::string lowered = lower(password);
    if (is_own(lowered, own)) return "Do not use your own name or address as password.";
    if (is_sequence(lowered) || is_common_password(lowered) || is_common_password(stem_of(lowered)))
        return "This password is among the first that others would try. Use another one.";
    return std::nullopt;
}

/// One place in the queue of the hasher.
struct PasswordHasher::Turn {
    explicit Turn(PasswordHasher& home) : home(home) {
        if (++home.waiting_ <= home.waiting_max_) return;
        --home.waiting_;
        throw Error(Failure::busy, "sign_in_busy", "Many people are signing in. Try again shortly.")
            .retry_after(2);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { --home.waiting_; }

    PasswordHasher& home;
};

PasswordHasher::PasswordHasher(PasswordCost cost, std::size_t threads, std::size_t waiting_max)
    : cost_(cost),
      waiting_max_(waiting_max),
      nobodys_hash_(hash_of_nobody(cost)),
      pool_("passwords", threads) {}

Task<std::string> PasswordHasher::hash(Secret password) {
    const Turn turn(*this);
    auto work = [this, password = std::move(password)] {
        ++computations_;
        return hash_password(password.reveal(), cost_);
    };
    co_return co_await blocking(pool_, std::move(work));
}

Task<PasswordHasher::Verdict>
PasswordHasher::check(std::optional<std::string> hash, Secret password) {
    const Turn turn(*this);
    auto work = [this, hash = std::move(hash), password = std::move(password)] {
        ++computations_;
        const bool matches = verify_password(hash.value_or(nobodys_hash_), password.reveal());
        const bool right = matches && hash.has_value();
        return Verdict{right, right && needs_rehash(*hash, cost_)};
    };
    co_return co_await blocking(pool_, std::move(work));
}

}  // namespace parlance::auth
