#include "store/envelope.hpp"

#include "base/error.hpp"
#include "store/packed.hpp"

#include <charconv>

namespace parlance::store {

namespace {

constexpr std::string_view format = "v1";
constexpr std::string_view packed_format = "v2";
constexpr std::size_t padding_block = 64;

[[noreturn]] void refuse() {
    throw Error(
        Failure::internal,
        "vault_refused",
        "A sealed secret does not open. It was changed, or sealed for another place or key."
    );
}

/// Every part behind its length, so that ("ab", "c") and ("a", "bc") differ.
std::string bound_to(std::initializer_list<std::string_view> parts) {
    std::string context;
    for (const std::string_view part : parts) {
        append_length(context, part.size());
        context.append(part);
    }
    return context;
}

std::string context_of(const SealedPlace& place, std::string_view kind, std::int64_t version) {
    return bound_to({kind, place.tenant_id, place.record, place.field, std::to_string(version)});
}

std::string context_of(const MasterKey& master, std::string_view tenant_id, std::int64_t version) {
    return bound_to({format, "data-key", tenant_id, std::to_string(version), master.id});
}

std::string padded(std::string_view plaintext) {
    std::string text;
    append_length(text, plaintext.size());
    text.append(plaintext);
    text.resize((text.size() + padding_block - 1) / padding_block * padding_block, '\0');
    return text;
}

Secret unpadded(const Secret& text) {
    const std::string_view bytes = text.reveal();
    if (bytes.size() < length_bytes) refuse();
    const std::size_t size = length_at_front(bytes);
    if (size > bytes.size() - length_bytes) refuse();
    return Secret(bytes.substr(length_bytes, size));
}

struct Envelope {
    std::string_view kind;  ///< one of the formats
    std::int64_t version = 0;
    std::string sealed;
};

Envelope parse(std::string_view text) {
    Envelope envelope{.kind = text.starts_with(packed_format) ? packed_format : format};
    if (!text.starts_with(fmt::format("{}:", envelope.kind))) refuse();
    text.remove_prefix(envelope.kind.size() + 1);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) refuse();
    const char* const end = text.data() + colon;
    const auto [stopped, failed] = std::from_chars(text.data(), end, envelope.version);
    const std::optional<std::string> sealed = from_base64url(text.substr(colon + 1));
    if (!sealed || failed != std::errc() || stopped != end) refuse();
    envelope.sealed = *sealed;
    return envelope;
}

Secret opened(const Secret& key, std::string_view context, std::string_view sealed) {
    std::optional<Secret> text = open_sealed(key.reveal(), context, sealed);
    if (!text) refuse();
    return std::move(*text);
}

std::string sealed_as(
    std::string_view kind,
    const Secret& key,
    std::int64_t version,
    const SealedPlace& place,
    std::string_view plaintext
) {
    std::string text = padded(plaintext);
    const std::string sealed = seal(key.reveal(), context_of(place, kind, version), text);
    wipe(text);
    return fmt::format("{}:{}:{}", kind, version, public_to_base64url(sealed));
}

}  // namespace

std::string seal_envelope(
    const Secret& key,
    std::int64_t version,
    const SealedPlace& place,
    std::string_view plaintext
) {
    return sealed_as(format, key, version, place, plaintext);
}

std::string seal_packed(
    const Secret& key,
    std::int64_t version,
    const SealedPlace& place,
    std::string_view plaintext
) {
    std::string block = packed(plaintext);
    std::string sealed = sealed_as(packed_format, key, version, place, block);
    wipe(block);
    return sealed;
}

Secret open_envelope(const Secret& key, const SealedPlace& place, std::string_view sealed) {
    const Envelope envelope = parse(sealed);
    const std::string context = context_of(place, envelope.kind, envelope.version);
    Secret text = unpadded(opened(key, context, envelope.sealed));
    if (envelope.kind == format) return text;
    std::optional<Secret> whole = unpacked(text.reveal());
    if (!whole) refuse();
    return std::move(*whole);
}

std::int64_t envelope_version(std::string_view sealed) {
    return parse(sealed).version;
}

std::string wrap_key(
    const MasterKey& master,
    std::string_view tenant_id,
    std::int64_t version,
    const Secret& key
) {
    const std::string context = context_of(master, tenant_id, version);
    return to_base64url(seal(master.key.reveal(), context, key.reveal()));
}

Secret unwrap_key(
    const MasterKey& master,
    std::string_view tenant_id,
    std::int64_t version,
    std::string_view wrapped
) {
    const std::optional<std::string> sealed = from_base64url(wrapped);
    if (!sealed) refuse();
    Secret key = opened(master.key, context_of(master, tenant_id, version), *sealed);
    if (key.size() != sealing_key_bytes) refuse();
    return key;
}

}  // namespace parlance::store
