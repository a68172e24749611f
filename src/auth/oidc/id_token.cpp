#include "auth/oidc/id_token.hpp"

#include "auth/fields.hpp"
#include "auth/oidc/words.hpp"
#include "auth/tokens.hpp"
#include "base/crypto.hpp"

namespace parlance::auth::oidc {

namespace bj = boost::json;

namespace {

constexpr std::size_t subject_max = 255;
/// A token that was made long ago is of another sign-in, whatever it says of its end.
constexpr std::int64_t age_max_s = 600;

std::optional<std::int64_t> seconds_of(const bj::object& fields, std::string_view name) {
    const bj::value* found = fields.if_contains(name);
    if (found == nullptr) return std::nullopt;
    if (found->is_int64()) return found->get_int64();
    // Some write them with a fraction.
    const bool small = found->is_double() && found->get_double() > 0 && found->get_double() < 1e12;
    return small ? std::optional(static_cast<std::int64_t>(found->get_double())) : std::nullopt;
}

void check_audience(const bj::object& claims, const std::string& client_id) {
    const bj::value* audience = claims.if_contains("aud");
    if (audience == nullptr) refused("audience");
    const auto names_us = [&](const bj::value& each) {
        return each.is_string() && each.get_string() == client_id;
    };
    const bj::array* many = audience->if_array();
    const bool ours = many != nullptr ? std::ranges::any_of(*many, names_us) : names_us(*audience);
    if (!ours) refused("audience");
    const std::string party = word_of(claims, "azp");
    if (party.empty() && many != nullptr && many->size() > 1) refused("authorized_party");
    if (!party.empty() && party != client_id) refused("authorized_party");
}

void check_time(const bj::object& claims, Instant now) {
    const std::int64_t now_s =
        std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const std::int64_t skew = clock_skew.count();
    const auto expires = seconds_of(claims, "exp");
    const auto issued = seconds_of(claims, "iat");
    if (!expires || *expires <= now_s - skew) refused("expired");
    if (!issued || *issued > now_s + skew || *issued < now_s - age_max_s) refused("issued_at");
    const auto not_before = seconds_of(claims, "nbf");
    if (not_before && *not_before > now_s + skew) refused("not_before");
}

/// Some providers say it as text.
bool is_true(const bj::object& fields, std::string_view name) {
    const bj::value* found = fields.if_contains(name);
    if (found == nullptr) return false;
    return found->is_bool() ? found->get_bool() : word_of(fields, name) == "true";
}

void take_email(Vouched& vouched, const bj::object& fields) {
    const std::string email = word_of(fields, "email");
    if (!is_email(email)) return;
    vouched.email = email;
    vouched.email_verified = is_true(fields, "email_verified");
}

void take_name(Vouched& vouched, const bj::object& fields) {
    if (vouched.wished_name.empty()) vouched.wished_name = word_of(fields, "preferred_username");
}

}  // namespace

Vouched read_id_token(std::string_view token, const KeyRing& keys, const Expected& expected) {
    const std::optional<bj::object> claims = keys.verified(token);
    if (!claims) refused("signature");
    if (word_of(*claims, "iss") != expected.issuer) refused("issuer");
    check_audience(*claims, expected.client_id);
    check_time(*claims, expected.now);
    if (!equal_in_constant_time(word_of(*claims, "nonce"), expected.nonce)) refused("nonce");
    Vouched vouched{.issuer = expected.issuer, .subject = word_of(*claims, "sub")};
    if (vouched.subject.empty() || vouched.subject.size() > subject_max) refused("subject");
    take_email(vouched, *claims);
    take_name(vouched, *claims);
    return vouched;
}

void add_userinfo(Vouched& vouched, const bj::object& fields) {
    if (word_of(fields, "sub") != vouched.subject) refused("userinfo_subject");
    if (!vouched.email) take_email(vouched, fields);
    take_name(vouched, fields);
}

}  // namespace parlance::auth::oidc
