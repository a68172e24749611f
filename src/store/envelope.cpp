#include "store/envelope.hpp"

#include "base/error.hpp"

#include <charconv>

namespace parlance::store {

namespace {

constexpr std::string_view format = "v1";
constexpr std::size_t padding_block = 64;
constexpr std::size_t length_bytes = 4;

[[noreturn]] void refuse() {
    throw Error(
        Failure::internal,
        "vault_refused",
        "A sealed secret does not open. It was changed, or sealed for another place or key."
    );
}

void append_length(std::string& out, std::size_t length) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(length >> shift));
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

std::string context_of(const SealedPlace& place, std::int64_t version) {
    return bound_to({format, place.tenant_id, place.record, place.field, std::to_string(version)});
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
    std::size_t size = 0;
    for (const char byte : bytes.substr(0, length_bytes))
        size = (size << 8) | static_cast<unsigned char>(byte);
    if (size > bytes.size() - length_bytes) refuse();
    return Secret(bytes.substr(length_bytes, size));
}

struct Envelope {
    std::int64_t version = 0;
    std::string sealed;
};

Envelope parse(std::string_view text) {
    if (!text.starts_with("v1:")) refuse();
    text.remove_prefix(3);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) refuse();
    Envelope envelope;
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

}  // namespace

std::string seal_envelope(
    const Secret& key,
    std::int64_t version,
    const SealedPlace& place,
    std::string_view plaintext
) {
    std::string text = padded(plaintext);
    const std::string sealed = seal(key.reveal(), context_of(place, version), text);
    wipe(text);
    return fmt::format("{}:{}:{}", format, version, public_to_base64url(sealed));
}

Secret open_envelope(const Secret& key, const SealedPlace& place, std::string_view sealed) {
    const Envelope envelope = parse(sealed);
    return unpadded(opened(key, context_of(place, envelope.version), envelope.sealed));
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
