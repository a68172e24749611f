#pragma once

#include "agents/client.hpp"
#include "agents/desk.hpp"
#include "agents/reply_cache.hpp"
#include "agents/settings.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "net/transport.hpp"
#include "serve/llm/counts.hpp"
#include "store/ledger.hpp"
#include "store/llm_settings.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace parlance::serve {

/// Whose settings are in force for a tenant.
enum class SettingsFrom : std::uint8_t {
    tenant,   ///< its own
    server,   ///< those of the operator's file
    shipped,  ///< those that came with Parlance, in which nobody has a key
};
BOOST_DESCRIBE_ENUM(SettingsFrom, tenant, server, shipped)

/// The settings that hold for a tenant.
struct ModelsInForce {
    SettingsFrom from = SettingsFrom::shipped;
    std::shared_ptr<const agents::Settings> written;   ///< as somebody wrote them, with keys
    std::shared_ptr<const agents::Settings> settings;  ///< of these what this server allows
    std::int64_t version = 0;  ///< of the tenant's own, also when they are gone
    std::string updated_by;
    Instant updated_at;
};

/// The way to language models: the client that calls them, which settings hold for whom, and what
/// models replied before. Safe from every thread.
class Models {
public:
    struct Parts {
        store::Store& store;
        store::Vault& vault;
        store::Ledger& ledger;
        agents::Inside inside;                      ///< where tenants' providers may lie
        std::optional<agents::Settings> of_server;  ///< the operator's; theirs may lie anywhere
        net::TransportOptions transport = {};
    };

    explicit Models(Parts parts);

    /// What holds for the tenant of `who`. A change by another process is seen within seconds.
    Task<ModelsInForce> in_force(Principal who);
    /// The same after a change of the tenant's settings.
    Task<ModelsInForce> after_change(Principal who);

    [[nodiscard]] agents::Inside inside() const noexcept { return parts_.inside; }
    [[nodiscard]] agents::Client& client() noexcept { return client_; }
    [[nodiscard]] agents::ReplyMemory& replies() noexcept { return replies_; }
    [[nodiscard]] ModelCounts& counts() noexcept { return counts_; }

private:
    struct Known {
        ModelsInForce held;
        std::chrono::steady_clock::time_point checked_at;
    };

    std::optional<Known> known(const std::string& tenant_id);
    void keep(const std::string& tenant_id, const ModelsInForce& held);
    [[nodiscard]] ModelsInForce load(store::Reader& reader, const Principal& who) const;
    [[nodiscard]] ModelsInForce usual() const;

    const Parts parts_;
    ModelCounts counts_;
    agents::ReplyMemory replies_;
    std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;
    net::Transport transport_;
    agents::Client client_;  ///< last: it uses the transport
};

}  // namespace parlance::serve
