#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "catalog/atlases.hpp"
#include "catalog/drift.hpp"
#include "catalog/drift_record.hpp"
#include "catalog/events.hpp"
#include "catalog/lessons.hpp"
#include "catalog/policies.hpp"
#include "catalog/profile.hpp"
#include "catalog/relations.hpp"
#include "catalog/sights.hpp"
#include "catalog/table_pick.hpp"
#include "catalog/view.hpp"
#include "catalog/watch.hpp"
#include "connectors/source.hpp"
#include "guard/sight.hpp"
#include "store/ledger.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

/// Which sources a tenant has, what they hold, and what the one who asks may see of them. Comes in:
/// a principal and a connection's id. Goes out: a `View`.
namespace parlance::catalog {

/// What a new look at a source found, as far as the one who looked may know.
struct Refreshed {
    std::shared_ptr<const Schema> schema;
    Drift drift;
    double took_ms = 0;
};

/// A source through somebody else's eyes, for those who make policies.
struct Through {
    View view;
    std::shared_ptr<const Schema> whole;  ///< all there is
    guard::PolicyDocument document;
    std::vector<guard::Problem> problems;
};

/// What a source was taught, and what the one who asks sees of it.
struct Known {
    View view;
    std::shared_ptr<const Schema> whole;  ///< all there is
    SharedTaught taught;
};

/// What was found in a source, and the policy that would hide it.
struct Suggestion {
    std::vector<SensitiveColumn> found;
    guard::PolicyDocument document;
};

/// The sources that this process has opened. A source is opened when it is first asked for; its
/// schema comes from the store, or from the database when the store has none; its values are
/// learned in the background. Safe from every thread. The executor's threads must have ended before
/// it is destroyed.
class Catalog {
public:
    struct Parts {
        store::Store& store;
        store::Vault& vault;
        store::Ledger& ledger;
        connectors::Environment environment;
        std::filesystem::path folder;             ///< under which each tenant has its own
        boost::asio::any_io_executor background;  ///< where values are learned
        guard::Limits limits;                     ///< of every query
        /// Between looks at a schema, of sources for which nobody has set it.
        std::int64_t watch_minutes = SourceSettings{}.watch_minutes;
    };

    explicit Catalog(Parts parts);
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;
    ~Catalog() = default;

    /// Stops what runs in the background; it ends soon after.
    void close();

    /// Looks at the schemas of what people use again when it is time; call it once. `every` is how
    /// often it thinks about that.
    void start_watching(std::chrono::milliseconds every);

    /// The source as `who` may see it under the policy in force; an empty id means the tenant's
    /// default source. Throws `Error`: `connection_not_found` (the same for another tenant's),
    /// `no_connection` when there is none yet, `connection_not_ready` for all but owners and
    /// administrators while Parlance still looks for what is sensitive in it.
    Task<View> view(Principal who, std::string connection_id);

    /// The same, for a question in plain language: waits up to two seconds for the values to be
    /// learned, and knows what the source was taught as far as `who` may know it.
    Task<View> view_with_values(Principal who, std::string connection_id);

    /// The source as `asker` sees it under `draft`, or under the policy in force. Only for
    /// administrators: it also says what nobody else may know.
    Task<Through> through(
        Principal who,
        std::string connection_id,
        guard::Asker asker,
        std::optional<guard::PolicyDocument> draft
    );
    /// All that the source holds.
    Task<std::shared_ptr<const Schema>> whole(Principal who, std::string connection_id);
    /// Looks for what is sensitive, without putting anything in force.
    Task<Suggestion> suggest(Principal who, std::string connection_id);
    /// To be called after a policy was put in force: it holds from the next look on.
    void policy_changed(std::string_view tenant_id, std::string_view connection_id);

    /// All that the source was taught. What of it the one who asks may know is to be found out by
    /// `trouble_with`.
    Task<Known> knowledge(Principal who, std::string connection_id);
    /// As `view_with_values`, for one who knows of what the source was taught only this: to find
    /// out what it would mean.
    Task<View> view_taught(Principal who, std::string connection_id, SharedTaught taught);
    /// To be called after the source was taught something: it holds from the next question on.
    void knowledge_changed(std::string_view tenant_id, std::string_view connection_id);

    /// Looks at the source anew and keeps what it found.
    Task<Refreshed> refresh(Principal who, std::string connection_id);

    /// Looks anew when the last look is older than some seconds; says whether anything differed.
    /// For a query that met an unknown name.
    Task<bool> refresh_if_older(Principal who, std::string connection_id, std::chrono::seconds age);

    /// Who wants to hear of changes subscribes here; see `drift_for` before telling a person.
    [[nodiscard]] Events& events() { return events_; }
    /// What of a change `who` may know under the policy in force; empty when it is nothing.
    Task<Drift> drift_for(Principal who, SchemaChanged changed);
    /// What an administrator has set for the source.
    Task<SourceSettings> settings(Principal who, std::string connection_id);
    /// All tables that the database has now, and which of them are taken. For administrators.
    Task<std::vector<PickedTable>> all_tables(Principal who, std::string connection_id);

    /// What can be told of the source to `who`: made when first asked for, and shared by those who
    /// see the same.
    Task<std::shared_ptr<const Atlas>> atlas(Principal who, std::string connection_id);
    /// The relations of `atlas`, with what people said of them. Of those at `table` (all when it is
    /// empty) that are inferred and clear to `who`, the first some are measured.
    struct Related {
        View view;
        std::vector<Relation> relations;
    };
    Task<Related> relations(Principal who, std::string connection_id, std::string table);
    /// How the values of a table are spread, as far as `who` may know. Throws `Error`:
    /// `table_not_found`, `profile_off` (refused), `profile_busy` (busy).
    struct Profiled {
        std::string connection_id;
        TableProfile profile;
        Instant computed_at;
    };
    Task<Profiled>
    profile(Principal who, std::string connection_id, std::string schema, std::string table);

    Task<connectors::TestReport> test(Principal who, std::string connection_id);
    /// Tests a connection that is not stored.
    Task<connectors::TestReport> try_out(Principal who, connectors::Connection connection);

    /// To be called after a connection was changed or deleted: running queries end as they began,
    /// new ones see the change.
    void forget(std::string_view tenant_id, std::string_view connection_id);
    /// To be called when the tenant is gone: nothing of its sources stays in memory.
    void forget_tenant(std::string_view tenant_id);
    /// To be called after the tenant chose another default.
    void forget_default(std::string_view tenant_id);

    /// The tenant's own folder; made when it is missing.
    [[nodiscard]] std::filesystem::path folder_of(std::string_view tenant_id) const;

    /// Writes the sample shop, its last orders of yesterday, to a SQLite file.
    Task<void> write_sample(std::filesystem::path file);

private:
    struct Opened;
    using Shared = std::shared_ptr<const Opened>;

    Task<Shared> opened(Principal who, std::string connection_id);
    Task<Shared> open(Principal who, std::string connection_id);
    Task<std::string> default_of(Principal who);
    Task<void> learn(Principal who, Shared from);
    std::shared_ptr<connectors::Source>
    watched_source(const Principal& who, const connectors::Connection& connection);
    void start_look(Principal who, std::string connection_id);
    Task<void> watch_all(std::chrono::milliseconds every);
    Task<void> look_at_all();
    Task<Shared> look_again(Principal who, Shared before, Cause cause);
    Task<Shared> look_anew(Principal who, Shared before, Cause cause);
    Task<Shared> taken_over(Principal who, Shared before, std::shared_ptr<const Schema> schema);
    Task<std::vector<Broken>> broken(
        Principal who,
        Shared from,
        std::shared_ptr<const Schema> before,
        std::shared_ptr<const Schema> after
    );
    Task<std::shared_ptr<const TableProfile>>
    compute_profile(Shared about, Table table, bool sensitive_too);
    Task<Profiled> kept_profile(
        Principal who,
        Shared about,
        Table table,
        bool sensitive_too,
        std::chrono::hours age_max
    );
    Task<void> refresh_profiles(Principal who, Shared about, SourceSettings held);
    Task<void> refresh_profile(Principal who, Shared about, TableName name, SourceSettings held);
    void start_policy(Principal who, Shared opened);
    Task<void> learn_policy(Principal who, Shared from);
    Task<Suggestion> suggestion(Shared about);
    Task<SharedPolicy> put_suggestion(Principal who, Shared about, std::int64_t based_on);
    Task<SharedPolicy> policy_of(Principal who, Shared opened);
    Task<SharedPolicy> policy_once_there(Principal who, Shared opened);
    Task<guard::Surroundings> surroundings(Principal who, std::string connection_id);
    Task<SharedSeen> look(Principal who, Shared opened, SharedPolicy policy);
    Task<View> view_for(Principal who, Shared opened);
    void start_learning(Principal who, Shared opened);
    Task<SharedTaught> taught_to(Principal who, Shared opened);
    Task<View> with_knowledge(Principal who, Shared opened, View view);
    Task<View> with_pack_of(Shared opened, SharedTaught taught, View view);
    Task<Shared> opened_with_values(Principal who, std::string connection_id);
    [[nodiscard]] Shared find(const Principal& who, const std::string& connection_id) const;
    Shared keep(const Principal& who, Shared opened);
    void replace(const Principal& who, Shared after);
    [[nodiscard]] View whole_of(const Opened& opened) const;
    [[nodiscard]] View view_of(const Opened& opened, const Seen& seen) const;

    Parts parts_;
    std::stop_source closing_;
    std::shared_ptr<boost::asio::steady_timer> timer_;  ///< of the watching; null: there is none
    Events events_;
    std::atomic<int> profiling_ = 0;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Shared> opened_;          ///< by tenant and connection
    std::unordered_map<std::string, std::string> defaults_;   ///< by tenant
    std::unordered_map<std::string, Secret> pseudonym_keys_;  ///< by tenant
    std::string nonce_ = to_hex(random_bytes(12));
};

}  // namespace parlance::catalog
