#include "auth/tokens.hpp"

#include "auth/permissions.hpp"
#include "base/crypto.hpp"
#include "base/ids.hpp"

#include <boost/json.hpp>

#include <initializer_list>
// cjose's headers need the two above.
#include <cjose/cjose.h>
#include <jansson.h>

namespace parlance::auth {

namespace {

/// RFC 9068's type: a refresh token, an invitation or another kind of JWT is never an access token.
constexpr std::string_view token_type = "at+jwt";
constexpr std::string_view algorithm = "ES256";

struct ReleaseKey {
    void operator()(cjose_jwk_t* key) const noexcept { cjose_jwk_release(key); }
};
struct ReleaseSignature {
    void operator()(cjose_jws_t* signature) const noexcept { cjose_jws_release(signature); }
};
struct ReleaseText {
    void operator()(char* text) const noexcept { cjose_get_dealloc()(text); }
};
struct ReleaseHeader {
    void operator()(json_t* header) const noexcept { json_decref(header); }
};
using Jwk = std::unique_ptr<cjose_jwk_t, ReleaseKey>;
using Signature = std::unique_ptr<cjose_jws_t, ReleaseSignature>;
using Header = std::unique_ptr<json_t, ReleaseHeader>;

template <class T>
T* made(T* object) {
    if (object == nullptr) throw std::runtime_error("the JOSE library failed");
    return object;
}

std::string json_of(const cjose_jwk_t* key, bool with_private) {
    cjose_err error{};
    const std::unique_ptr<char, ReleaseText> text(made(cjose_jwk_to_json(key, with_private, &error))
    );
    std::string copy(text.get());
    std::fill_n(text.get(), copy.size(), '\0');
    return copy;
}

Jwk import_key(std::string_view json) {
    cjose_err error{};
    return Jwk(made(cjose_jwk_import(json.data(), json.size(), &error)));
}

/// The public half, as others verify with it.
boost::json::object published(const store::SigningKey& key) {
    boost::json::object jwk = boost::json::parse(key.public_jwk).as_object();
    jwk["kid"] = key.id;
    jwk["use"] = "sig";
    jwk["alg"] = algorithm;
    return jwk;
}

/// `header.payload.signature`, each of them canonical base64url.
struct Parts {
    std::string header;
    std::string payload;
};

std::optional<Parts> split(std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t last = token.rfind('.');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    std::optional<std::string> header = from_base64url(token.substr(0, first));
    std::optional<std::string> payload = from_base64url(token.substr(first + 1, last - first - 1));
    const std::optional<std::string> signature = from_base64url(token.substr(last + 1));
    if (!header || !payload || !signature || signature->size() != 64) return std::nullopt;
    return Parts{std::move(*header), std::move(*payload)};
}

/// The `kid` of a header that names our algorithm and our type and nothing else: no `jku`, `jwk`,
/// `x5u`, `x5c` or `crit` is ever looked at.
std::optional<std::string> key_id_of(const std::string& header) {
    boost::system::error_code failed;
    const boost::json::value parsed = boost::json::parse(header, failed);
    const boost::json::object* const fields = failed ? nullptr : parsed.if_object();
    if (fields == nullptr || fields->size() != 3) return std::nullopt;
    for (const char* name : {"alg", "typ", "kid"}) {
        const boost::json::value* const field = fields->if_contains(name);
        if (field == nullptr || !field->is_string()) return std::nullopt;
    }
    if (fields->at("alg").as_string() != algorithm) return std::nullopt;
    if (fields->at("typ").as_string() != token_type) return std::nullopt;
    return std::string(fields->at("kid").as_string());
}

Permissions scopes_in(std::string_view text) {
    Permissions all;
    for (const auto word : std::views::split(text, ' ')) {
        const std::string_view scope(word.begin(), word.end());
        const Permissions one =
            permissions_in(scope.substr(std::min(scope.find(':') + 1, scope.size())));
        all.insert(all.end(), one.begin(), one.end());
    }
    return all;
}

bool is_current(const Claims& claims, Instant now) {
    const std::int64_t now_s =
        std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const std::int64_t skew = clock_skew.count();
    return claims.expires_at_s > now_s - skew && claims.not_before_s <= now_s + skew;
}

}  // namespace

struct KeySet::Key {
    std::string id;
    Jwk private_half;
    Jwk public_half;
};

KeySet::KeySet(const std::vector<store::SigningKey>& keys, Issuer issuer)
    : issuer_(std::move(issuer)) {
    boost::json::array all;
    for (const store::SigningKey& key : keys) {
        auto entry = std::make_unique<Key>(
            key.id, import_key(key.private_jwk.reveal()), import_key(key.public_jwk)
        );
        keys_.push_back(std::move(entry));
        all.push_back(published(key));
    }
    jwks_ = boost::json::serialize(boost::json::object{{"keys", std::move(all)}});
}

KeySet::~KeySet() = default;

const KeySet::Key* KeySet::key(std::string_view id) const {
    const auto found =
        std::ranges::find_if(keys_, [&](const auto& each) { return each->id == id; });
    return found == keys_.end() ? nullptr : found->get();
}

std::string KeySet::sign(const Claims& claims) const {
    const Key& signer = *keys_.at(0);
    const std::string payload = payload_of(claims);
    const Header header(made(json_pack(
        "{s:s%,s:s%,s:s%}",
        "alg",
        algorithm.data(),
        algorithm.size(),
        "kid",
        signer.id.data(),
        signer.id.size(),
        "typ",
        token_type.data(),
        token_type.size()
    )));
    cjose_err error{};
    const Signature signature(made(cjose_jws_sign(
        signer.private_half.get(),
        header.get(),
        reinterpret_cast<const std::uint8_t*>(payload.data()),
        payload.size(),
        &error
    )));
    const char* token = nullptr;
    if (!cjose_jws_export(signature.get(), &token, &error)) made<char>(nullptr);
    return token;
}

std::optional<Claims> KeySet::verify(std::string_view token, Instant now) const {
    if (token.size() > token_bytes_max) return std::nullopt;
    const std::optional<Parts> parts = split(token);
    if (!parts) return std::nullopt;
    const std::optional<std::string> key_id = key_id_of(parts->header);
    const Key* const signer = key_id ? key(*key_id) : nullptr;
    if (signer == nullptr) return std::nullopt;
    cjose_err error{};
    const Signature signature(cjose_jws_import(token.data(), token.size(), &error));
    if (!signature) return std::nullopt;
    if (!cjose_jws_verify(signature.get(), signer->public_half.get(), &error)) return std::nullopt;
    const std::optional<Claims> claims = read_payload(parts->payload);
    if (!claims || !is_current(*claims, now)) return std::nullopt;
    return claims;
}

std::string KeySet::payload_of(const Claims& claims) const {
    boost::json::array permissions;
    for (const Permission permission : both(permissions_of(claims.role), claims.scopes))
        permissions.emplace_back(name_of(permission));
    boost::json::array audiences;
    for (const Audience each : claims.audiences)
        audiences.emplace_back(each == Audience::api ? issuer_.audience : issuer_.mcp_audience);
    boost::json::object fields{
        {"sub", claims.subject},
        {"user_id", claims.user_id},
        {"tenant_id", claims.tenant_id},
        {"role", claims.role},
        {"permissions", std::move(permissions)},
        {"iss", issuer_.issuer},
        {"aud", std::move(audiences)},
        {"iat", claims.issued_at_s},
        {"nbf", claims.not_before_s},
        {"exp", claims.expires_at_s},
        {"jti", claims.token_id},
        {"sid", claims.session_id},
        {"scope", oauth_scope(claims.scopes)},
    };
    if (!claims.client_id.empty()) fields["client_id"] = claims.client_id;
    return boost::json::serialize(fields);
}

// A payload is ours only when it is, byte for byte, what we would write for what it says. That
// holds issuer and audience, and leaves no room for doubled or unknown claims, other types, a byte
// order mark or trailing text.
Audiences KeySet::audiences_of(const boost::json::object& fields) const {
    Audiences all;
    const boost::json::value* const field = fields.if_contains("aud");
    if (field == nullptr || !field->is_array()) return all;
    for (const boost::json::value& each : field->as_array()) {
        const auto names = [&](const std::string& name) {
            return each.is_string() && each.get_string() == name;
        };
        if (names(issuer_.audience)) all.push_back(Audience::api);
        if (names(issuer_.mcp_audience)) all.push_back(Audience::mcp);
    }
    return all;
}

std::optional<Claims> KeySet::read_payload(const std::string& payload) const {
    boost::system::error_code failed;
    const boost::json::value parsed = boost::json::parse(payload, failed);
    const boost::json::object* const fields = failed ? nullptr : parsed.if_object();
    if (fields == nullptr) return std::nullopt;
    const auto text = [&](const char* name) {
        const boost::json::value* const field = fields->if_contains(name);
        const bool good = field != nullptr && field->is_string();
        return good ? std::string(field->as_string()) : std::string();
    };
    const auto number = [&](const char* name) {
        const boost::json::value* const field = fields->if_contains(name);
        return field != nullptr && field->is_int64() ? field->as_int64() : -1;
    };
    Claims claims{
        text("sub"),
        text("user_id"),
        text("tenant_id"),
        text("role"),
        text("sid"),
        text("jti"),
        number("iat"),
        number("nbf"),
        number("exp"),
        scopes_in(text("scope")),
        audiences_of(*fields),
        text("client_id"),
    };
    if (payload_of(claims) != payload) return std::nullopt;
    return claims;
}

store::SigningKey make_signing_key() {
    cjose_err error{};
    const Jwk key(made(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error)));
    return {
        random_token(12),
        json_of(key.get(), false),
        Secret(json_of(key.get(), true)),
        system_now(),
        std::nullopt,
    };
}

}  // namespace parlance::auth
