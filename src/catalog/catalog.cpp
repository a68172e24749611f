#include "catalog/catalog.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"
#include "base/outcome.hpp"
#include "catalog/opened.hpp"
#include "catalog/sample_shop.hpp"
#include "catalog/stored_source.hpp"
#include "catalog/values.hpp"

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <mutex>
#include <utility>

namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr auto values_wait = 2s;
constexpr auto values_poll = 10ms;

std::string key_of(const Principal& who, std::string_view connection_id) {
    return who.tenant_id + "/" + std::string(connection_id);
}

/// Files of a tenant are kept by their place in its folder, so that the data directory can move.
connectors::Connection
placed(connectors::Connection connection, const std::filesystem::path& folder) {
    connection.folder = folder.string();
    if (!connection.path.empty()) connection.path = (folder / connection.path).string();
    return connection;
}

}  // namespace

Catalog::Catalog(Parts parts) : parts_(std::move(parts)) {}

Task<View> Catalog::view(Principal who, std::string connection_id) {
    const Shared found = co_await opened(who, std::move(connection_id));
    co_return co_await view_for(std::move(who), found);
}

Task<Catalog::Shared> Catalog::opened_with_values(Principal who, std::string connection_id) {
    const auto end = std::chrono::steady_clock::now() + values_wait;
    Shared found = co_await opened(who, connection_id);
    while (!found->values_known && std::chrono::steady_clock::now() < end) {
        co_await pause(values_poll);
        found = co_await opened(who, found->connection_id);
    }
    co_return found;
}

Task<View> Catalog::view_with_values(Principal who, std::string connection_id) {
    const Shared found = co_await opened_with_values(who, std::move(connection_id));
    View view = co_await view_for(who, found);
    co_return co_await with_knowledge(std::move(who), found, std::move(view));
}

Task<connectors::TestReport> Catalog::test(Principal who, std::string connection_id) {
    if (connection_id.empty()) connection_id = co_await default_of(who);
    const auto connection =
        co_await stored_connection(parts_.store, parts_.vault, who, connection_id);
    co_return co_await try_out(std::move(who), connection);
}

Task<connectors::TestReport> Catalog::try_out(Principal who, connectors::Connection connection) {
    connection = placed(std::move(connection), folder_of(who.tenant_id));
    const auto source = connectors::open(connection, parts_.environment);
    co_return co_await source->introspection().test();
}

void Catalog::forget(std::string_view tenant_id, std::string_view connection_id) {
    const std::scoped_lock lock(mutex_);
    opened_.erase(std::string(tenant_id) + "/" + std::string(connection_id));
    defaults_.erase(std::string(tenant_id));
}

void Catalog::forget_tenant(std::string_view tenant_id) {
    const std::string tenant(tenant_id);
    const std::scoped_lock lock(mutex_);
    std::erase_if(opened_, [&](const auto& each) { return each.first.starts_with(tenant + "/"); });
    defaults_.erase(tenant);
    pseudonym_keys_.erase(tenant);
}

void Catalog::forget_default(std::string_view tenant_id) {
    const std::scoped_lock lock(mutex_);
    defaults_.erase(std::string(tenant_id));
}

std::filesystem::path Catalog::folder_of(std::string_view tenant_id) const {
    const auto folder = parts_.folder / tenant_id;
    std::filesystem::create_directories(folder);
    return folder;
}

Task<void> Catalog::write_sample(std::filesystem::path file) {
    const auto today = std::chrono::floor<std::chrono::days>(system_now());
    const auto work = [&] { write_sample_shop(file, today); };
    co_await blocking(parts_.environment.blocking, work);
}

Task<Catalog::Shared> Catalog::opened(Principal who, std::string connection_id) {
    if (connection_id.empty()) connection_id = co_await default_of(who);
    Shared found = find(who, connection_id);
    if (!found) found = co_await open(who, std::move(connection_id));
    found->watch->used(who, system_now());
    co_return found;
}

Task<std::string> Catalog::default_of(Principal who) {
    {
        const std::shared_lock lock(mutex_);
        const auto found = defaults_.find(who.tenant_id);
        if (found != defaults_.end()) co_return found->second;
    }
    std::string id = co_await stored_default(parts_.store, who);
    const std::scoped_lock lock(mutex_);
    defaults_.insert_or_assign(who.tenant_id, id);
    co_return id;
}

Task<Catalog::Shared> Catalog::open(Principal who, std::string connection_id) {
    auto connection = co_await stored_connection(parts_.store, parts_.vault, who, connection_id);
    connection = placed(std::move(connection), folder_of(who.tenant_id));
    Opened made;
    made.connection_id = connection_id;
    made.opening = new_id();
    made.uploaded = connection.trusted_file;
    made.source = watched_source(who, connection);
    auto known = co_await stored_schema(parts_.store, who, connection_id);
    if (known) {
        made.schema = known->schema;
        made.refreshed_at = known->refreshed_at;
    } else {
        made.schema = co_await catalog::look(parts_.store, who, connection_id, *made.source);
        made.refreshed_at = system_now();
    }
    made.watch = std::make_shared<Watch>(made.refreshed_at);
    const auto build = [&] { return engine::SchemaPack::build(*made.schema, {}, {}); };
    made.pack = co_await blocking(parts_.environment.blocking, build);
    auto fresh = std::make_shared<const Opened>(std::move(made));
    const Shared kept = keep(who, fresh);
    if (kept == fresh) start_learning(std::move(who), kept);
    co_return kept;
}

void Catalog::start_policy(Principal who, Shared opened) {
    boost::asio::co_spawn(
        parts_.background,
        learn_policy(std::move(who), std::move(opened)),
        [](std::exception_ptr) {}
    );
}

void Catalog::start_learning(Principal who, Shared opened) {
    // Nothing is told of a failure here: the engine does without the values, and a question that
    // needs the source will meet the same trouble and tell the person.
    boost::asio::co_spawn(
        parts_.background, learn(std::move(who), std::move(opened)), [](std::exception_ptr) {}
    );
}

Task<void> Catalog::learn(Principal who, Shared from) {
    // Without suggestions people wait, and whoever asks next has them tried again.
    static_cast<void>(co_await outcome_of(learn_policy(who, from)));
    Values values;
    try {
        guard::Policy everything;
        everything.limits = parts_.limits;
        values = co_await collect_values(
            *from->source, from->schema, everything, {}, closing_.get_token()
        );
    } catch (const Error&) {
        values.clear();
    }
    auto build = [from, &values] { return engine::SchemaPack::build(*from->schema, values, {}); };
    Opened after{*from};
    after.pack = co_await blocking(parts_.environment.blocking, build);
    after.values_known = true;
    after.values = std::make_shared<const Values>(std::move(values));
    after.sights = std::make_shared<Sights>();
    after.lessons = std::make_shared<Lessons>();
    after.atlases = std::make_shared<Atlases>();
    replace(who, std::make_shared<const Opened>(std::move(after)));
}

Catalog::Shared Catalog::find(const Principal& who, const std::string& connection_id) const {
    const std::shared_lock lock(mutex_);
    const auto found = opened_.find(key_of(who, connection_id));
    return found == opened_.end() ? nullptr : found->second;
}

/// Two may open a source at once; the first stays.
Catalog::Shared Catalog::keep(const Principal& who, Shared opened) {
    const std::scoped_lock lock(mutex_);
    return opened_.try_emplace(key_of(who, opened->connection_id), opened).first->second;
}

/// A source that was opened anew or refreshed meanwhile keeps that. What was only learned meanwhile
/// gives way, or a refresh would be lost to the learning that ends beside it.
void Catalog::replace(const Principal& who, Shared after) {
    const std::scoped_lock lock(mutex_);
    const auto found = opened_.find(key_of(who, after->connection_id));
    if (found == opened_.end()) return;
    Shared& now = found->second;
    if (now->opening == after->opening && now->refreshed_at <= after->refreshed_at)
        now = std::move(after);
}

View Catalog::whole_of(const Opened& opened) const {
    guard::Policy policy;
    policy.limits = parts_.limits;
    auto plans = opened.sights->whole_plans(opened.schema, policy);
    return view_of(opened, {opened.schema, opened.pack, std::move(policy), std::move(plans)});
}

View Catalog::view_of(const Opened& opened, const Seen& seen) const {
    return {
        .connection_id = opened.connection_id,
        .source = opened.source,
        .schema = seen.schema,
        .pack = seen.pack,
        .policy = seen.policy,
        .plans = seen.plans,
        .refreshed_at = opened.refreshed_at,
        .version =
            fmt::format("{} {}", opened.opening, opened.refreshed_at.time_since_epoch().count()),
    };
}

}  // namespace parlance::catalog
