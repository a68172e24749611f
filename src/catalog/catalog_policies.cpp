#include "base/error.hpp"
#include "base/outcome.hpp"
#include "catalog/opened.hpp"

#include <chrono>
#include <utility>

/// What people see of a source: the part of the catalog that asks the policy.
namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr auto suggestions_wait = 5s;
constexpr auto suggestions_poll = 20ms;

/// Who may see a source before anybody has thought about what is sensitive in it.
bool governs(const Principal& who) {
    return who.role == "owner" || who.role == "admin";
}

guard::Asker asker_of(const Principal& who) {
    return {who.username, who.role, who.attributes};
}

Error not_ready() {
    return Error(
               Failure::busy,
               "connection_not_ready",
               "Parlance is still finding out what is sensitive in this source. Try again shortly."
    )
        .retry_after(2);
}

Seen seen_through(guard::Sight sight, const Values& values) {
    Seen made{.schema = std::move(sight.schema), .policy = std::move(sight.policy)};
    made.pack = engine::SchemaPack::build(
        *made.schema, clear_values(values, *made.schema, made.policy), {}
    );
    made.plans = std::make_shared<guard::PlanCache>(made.schema, made.policy);
    return made;
}

}  // namespace

Task<View> Catalog::view_for(Principal who, Shared opened) {
    SharedPolicy policy = co_await policy_of(who, opened);
    if (!policy && governs(who)) co_return whole_of(*opened);
    if (!policy) policy = co_await policy_once_there(who, opened);
    if (!policy) throw not_ready();
    if (guard::is_unrestricted(policy->document, asker_of(who))) co_return whole_of(*opened);
    const SharedSeen seen = co_await look(std::move(who), opened, policy);
    co_return view_of(*opened, *seen);
}

/// What the store says of the policy, at most a second old; of a change that this process made it
/// knows at once.
Task<SharedPolicy> Catalog::policy_of(Principal who, Shared opened) {
    Sights& sights = *opened->sights;
    if (const auto known = sights.policy_if_fresh(); known && *known) co_return *known;
    const std::uint64_t doubts = sights.doubts();
    const SharedPolicy held = sights.policy();
    const auto work = [&](store::Reader& reader) {
        return store::policy_version(reader, who, opened->connection_id);
    };
    const std::int64_t version = co_await parts_.store.read(work);
    const bool same = held && held->version == version;
    const SharedPolicy now =
        same ? held : co_await stored_policy(parts_.store, who, opened->connection_id);
    sights.hold(now, doubts);
    co_return now;
}

Task<SharedPolicy> Catalog::policy_once_there(Principal who, Shared opened) {
    // Whoever should have made suggestions may have failed.
    start_policy(who, opened);
    const auto end = std::chrono::steady_clock::now() + suggestions_wait;
    SharedPolicy policy;
    while (!policy && std::chrono::steady_clock::now() < end) {
        co_await pause(suggestions_poll);
        policy = co_await policy_of(who, opened);
    }
    co_return policy;
}

Task<void> Catalog::learn_policy(Principal who, Shared from) {
    const SharedPolicy held = co_await policy_of(who, from);
    if (held || !from->sights->begin_suggesting()) co_return;
    const auto put = co_await outcome_of(put_suggestion(who, from, 0));
    from->sights->suggested();
    if (!put) std::rethrow_exception(put.error());
}

Task<SharedPolicy> Catalog::put_suggestion(Principal who, Shared about, std::int64_t based_on) {
    Suggestion made = co_await suggestion(about);
    const std::uint64_t doubts = about->sights->doubts();
    const SharedPolicy policy = co_await keep_suggestion(
        parts_.store, parts_.ledger, who, about->connection_id, based_on, std::move(made.document)
    );
    about->sights->hold(policy, doubts);
    co_return policy;
}

Task<Suggestion> Catalog::suggestion(Shared about) {
    const Samples samples =
        co_await sample_values(*about->source, about->schema, {}, closing_.get_token());
    const auto work = [&] {
        Suggestion made{.found = find_sensitive(*about->schema, samples)};
        made.document = suggested_policy(*about->schema, made.found);
        return made;
    };
    co_return co_await blocking(parts_.environment.blocking, work);
}

Task<Suggestion> Catalog::suggest(Principal who, std::string connection_id) {
    const Shared found = co_await opened(std::move(who), std::move(connection_id));
    co_return co_await suggestion(found);
}

Task<guard::Surroundings> Catalog::surroundings(Principal who, std::string connection_id) {
    guard::Surroundings around{.nonce = nonce_, .limits = parts_.limits};
    around.key.source = std::move(connection_id);
    {
        const std::shared_lock lock(mutex_);
        const auto found = pseudonym_keys_.find(who.tenant_id);
        if (found != pseudonym_keys_.end()) around.key.key = found->second;
    }
    if (!around.key.key.empty()) co_return around;
    const auto work = [&](store::Writer& writer) {
        return store::pseudonym_key(writer, parts_.vault, who);
    };
    around.key.key = co_await parts_.store.write(work);
    const std::scoped_lock lock(mutex_);
    pseudonym_keys_.insert_or_assign(who.tenant_id, around.key.key);
    co_return around;
}

Task<SharedSeen> Catalog::look(Principal who, Shared opened, SharedPolicy policy) {
    const guard::Asker asker = asker_of(who);
    const std::string key = key_of(policy->document, asker);
    if (SharedSeen known = opened->sights->find(policy->version, key)) co_return known;
    const guard::Surroundings around = co_await surroundings(std::move(who), opened->connection_id);
    const auto work = [&] {
        guard::Sight sight = guard::look(policy->document, opened->schema, asker, around);
        sight.policy.version = policy->version;
        return std::make_shared<const Seen>(seen_through(std::move(sight), *opened->values));
    };
    const SharedSeen seen = co_await blocking(parts_.environment.blocking, work);
    co_return opened->sights->keep(policy->version, key, seen);
}

Task<Through> Catalog::through(
    Principal who,
    std::string connection_id,
    guard::Asker asker,
    std::optional<guard::PolicyDocument> draft
) {
    const Shared found = co_await opened(who, std::move(connection_id));
    Through made{.whole = found->schema};
    if (draft) {
        made.document = std::move(*draft);
    } else {
        const SharedPolicy policy = co_await policy_once_there(who, found);
        if (!policy) throw not_ready();
        made.document = policy->document;
    }
    const guard::Surroundings around = co_await surroundings(std::move(who), found->connection_id);
    const auto work = [&] {
        guard::Sight sight = guard::look(made.document, found->schema, asker, around);
        made.problems = sight.problems;
        const bool all = guard::is_unrestricted(made.document, asker);
        made.view = all ? whole_of(*found)
                        : view_of(*found, seen_through(std::move(sight), *found->values));
    };
    co_await blocking(parts_.environment.blocking, work);
    co_return made;
}

Task<std::shared_ptr<const Schema>> Catalog::whole(Principal who, std::string connection_id) {
    const Shared found = co_await opened(std::move(who), std::move(connection_id));
    co_return found->schema;
}

void Catalog::policy_changed(std::string_view tenant_id, std::string_view connection_id) {
    const std::shared_lock lock(mutex_);
    const auto found = opened_.find(std::string(tenant_id) + "/" + std::string(connection_id));
    if (found != opened_.end()) found->second->sights->doubt();
}

}  // namespace parlance::catalog
