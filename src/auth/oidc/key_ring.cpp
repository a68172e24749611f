#include "auth/oidc/key_ring.hpp"

#include "auth/oidc/words.hpp"
#include "base/crypto.hpp"
#include "base/json.hpp"

#include <boost/json/serialize.hpp>

// cjose's headers need the two above.
#include <cjose/cjose.h>
#include <jansson.h>

namespace parlance::auth::oidc {

namespace bj = boost::json;

namespace {

constexpr std::size_t token_bytes_max = 32 * 1024;
constexpr std::size_t rsa_bytes_min = 256;
constexpr std::size_t keys_max = 50;

struct ReleaseKey {
    void operator()(cjose_jwk_t* key) const noexcept { cjose_jwk_release(key); }
};
struct ReleaseSignature {
    void operator()(cjose_jws_t* signature) const noexcept { cjose_jws_release(signature); }
};

/// How the key signs; empty for one that we do not take.
std::string algorithm_of(const bj::object& key) {
    const std::string use = word_of(key, "use");
    if (!use.empty() && use != "sig") return {};
    const std::string told = word_of(key, "alg");
    std::string made;
    if (word_of(key, "kty") == "RSA") {
        const auto modulus = from_base64url(word_of(key, "n"));
        if (modulus && modulus->size() >= rsa_bytes_min) made = "RS256";
    } else if (word_of(key, "kty") == "EC" && word_of(key, "crv") == "P-256") {
        made = "ES256";
    }
    return told.empty() || told == made ? made : std::string();
}

/// What verifying needs, and nothing else: no private part, whoever published it.
std::string public_part(const bj::object& key) {
    bj::object part;
    for (const char* name : {"kty", "crv", "x", "y", "n", "e"})
        if (const bj::value* found = key.if_contains(name)) part[name] = *found;
    return bj::serialize(part);
}

struct Parts {
    bj::object header;
    bj::object payload;
};

std::optional<bj::object> object_in(std::string_view part) {
    const std::optional<std::string> text = from_base64url(part);
    if (!text) return std::nullopt;
    try {
        bj::value parsed = json::parse(*text);
        if (bj::object* fields = parsed.if_object()) return std::move(*fields);
    } catch (const Error&) {
    }
    return std::nullopt;
}

std::optional<Parts> split(std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t last = token.rfind('.');
    if (token.size() > token_bytes_max || first == token.npos || first == last) return std::nullopt;
    auto header = object_in(token.substr(0, first));
    auto payload = object_in(token.substr(first + 1, last - first - 1));
    const bool signed_well = from_base64url(token.substr(last + 1)).value_or("").size() >= 64;
    if (!header || !payload || !signed_well) return std::nullopt;
    return Parts{std::move(*header), std::move(*payload)};
}

}  // namespace

struct KeyRing::Key {
    std::string id;
    std::string algorithm;
    std::unique_ptr<cjose_jwk_t, ReleaseKey> key;
};

KeyRing::KeyRing(KeyRing&&) noexcept = default;
KeyRing& KeyRing::operator=(KeyRing&&) noexcept = default;
KeyRing::~KeyRing() = default;

KeyRing::KeyRing(std::string_view jwks) {
    const bj::value parsed = json::parse(jwks);
    const bj::object* fields = parsed.if_object();
    const bj::value* listed = fields == nullptr ? nullptr : fields->if_contains("keys");
    if (listed == nullptr || !listed->is_array()) unavailable("keys");
    for (const bj::value& each : listed->get_array()) {
        const bj::object* key = each.if_object();
        const std::string algorithm = key == nullptr ? std::string() : algorithm_of(*key);
        if (algorithm.empty() || keys_.size() >= keys_max) continue;
        const std::string text = public_part(*key);
        cjose_err error{};
        auto made = std::make_unique<Key>(word_of(*key, "kid"), algorithm);
        made->key.reset(cjose_jwk_import(text.data(), text.size(), &error));
        if (made->key) keys_.push_back(std::move(made));
    }
}

/// A token without the name of its key is of the only key that signs like this.
const KeyRing::Key* KeyRing::key_of(std::string_view token) const {
    const std::optional<Parts> parts = split(token);
    // Nobody has to understand what `crit` names, and we do not.
    if (!parts || parts->header.contains("crit")) return nullptr;
    const std::string algorithm = word_of(parts->header, "alg");
    const std::string id = word_of(parts->header, "kid");
    const Key* found = nullptr;
    for (const auto& each : keys_) {
        if (each->algorithm != algorithm || (!id.empty() && each->id != id)) continue;
        if (found != nullptr) return nullptr;
        found = each.get();
    }
    return found;
}

bool KeyRing::has_key_of(std::string_view token) const {
    return key_of(token) != nullptr;
}

std::optional<bj::object> KeyRing::verified(std::string_view token) const {
    const Key* key = key_of(token);
    if (key == nullptr) return std::nullopt;
    cjose_err error{};
    const std::unique_ptr<cjose_jws_t, ReleaseSignature> signature(
        cjose_jws_import(token.data(), token.size(), &error)
    );
    if (!signature || !cjose_jws_verify(signature.get(), key->key.get(), &error))
        return std::nullopt;
    return split(token)->payload;
}

}  // namespace parlance::auth::oidc
