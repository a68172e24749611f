#pragma once

#include "base/crypto.hpp"
#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"
#include "store/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

/// What a tenant decided about language models. Keys are not in it.
struct StoredLlmSettings {
    std::int64_t version = 0;             ///< counts every change; 0: there was none
    std::optional<std::string> document;  ///< JSON; nothing: the default holds
    std::string updated_by;               ///< the name of a person
    Instant updated_at;
};

/// Where a key is sent, and so where it is found: at another address it is as if it never was.
struct LlmKeyPlace {
    std::string provider;
    std::string base_url;
    std::string header;  ///< whose value it is; empty: the provider's own key

    bool operator==(const LlmKeyPlace&) const = default;
};

struct LlmKey {
    LlmKeyPlace place;
    Secret value;
};

/// Settings that take the place of those of a version, with all of their keys.
struct NewLlmSettings {
    std::int64_t based_on = 0;
    std::string document;
    std::vector<LlmKey> keys;
};

[[nodiscard]] StoredLlmSettings llm_settings(Reader& reader, Ledger& ledger, const Principal& who);
[[nodiscard]] std::int64_t llm_settings_version(Reader& reader, const Principal& who);
/// The key of the place, opened; nothing when there is none.
[[nodiscard]] std::optional<Secret>
llm_key(Reader& reader, Vault& vault, const Principal& who, const LlmKeyPlace& place);

/// Puts settings in force with exactly their keys and returns their version. Throws `Error`
/// (conflict, `llm_settings_changed`) when another one than they are based on holds meanwhile.
std::int64_t put_llm_settings(
    Writer& writer,
    Ledger& ledger,
    Vault& vault,
    const Principal& who,
    const NewLlmSettings& settings
);
/// Goes back to the default and forgets the keys. Throws `Error` (conflict,
/// `llm_settings_changed`).
std::int64_t remove_llm_settings(Writer& writer, const Principal& who, std::int64_t based_on);

}  // namespace parlance::store
