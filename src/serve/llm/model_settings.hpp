#pragma once

#include "agents/settings.hpp"
#include "base/error.hpp"
#include "base/principal.hpp"
#include "store/llm_settings.hpp"
#include "store/llm_spending.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Settings of models between their form, the store and the roles.
namespace parlance::serve {

/// What a tenant stored, with its keys. Throws `Error` when the document or a key does not open.
[[nodiscard]] agents::Settings open_settings(
    store::Reader& reader,
    store::Vault& vault,
    const Principal& who,
    std::string_view document
);

/// The keys and values of headers, each with the place that it may be sent to.
[[nodiscard]] std::vector<store::LlmKey> keys_of(const agents::Settings& settings);

/// The settings without the providers that lie where `allowed` lets nobody go; others reach no
/// further than that.
[[nodiscard]] agents::Settings within(agents::Settings settings, agents::Inside allowed);

/// What of the addresses is not allowed, as far as they show it before their names are resolved.
[[nodiscard]] std::vector<Fault>
faults_of_addresses(const agents::Settings& settings, agents::Inside allowed);

/// What a server-wide file says. Throws `Error` (invalid, `bad_setting`), in one line.
[[nodiscard]] agents::Settings settings_in_file(const std::string& path);

[[nodiscard]] store::LlmBounds bounds_of(const agents::Budgets& budgets);

}  // namespace parlance::serve
