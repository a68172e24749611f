#include "ask/policy_desk.hpp"

#include "ask/policy_check.hpp"
#include "base/json.hpp"
#include "catalog/policies.hpp"
#include "store/connections.hpp"
#include "store/members.hpp"

#include <algorithm>
#include <utility>

namespace parlance::ask {

namespace {

constexpr std::size_t document_depth = 32;

Task<std::string> id_of(Desk desk, Principal who, std::string connection_id) {
    if (!connection_id.empty()) co_return connection_id;
    const catalog::View view = co_await desk.catalog.view(std::move(who), "");
    co_return view.connection_id;
}

std::vector<PolicyTest> read_tests(const std::string& text) {
    return json::read<std::vector<PolicyTest>>(json::parse(text, {}, document_depth));
}

Task<std::vector<PolicyTest>>
tests_of(Desk desk, Principal who, std::string connection_id, std::int64_t version) {
    const auto work = [&](store::Reader& reader) {
        return store::policy_tests(reader, desk.ledger, who, connection_id, version);
    };
    co_return read_tests(co_await desk.store.read(work));
}

void require_passed(const std::vector<PolicyTestResult>& results) {
    std::vector<Fault> faults;
    for (const PolicyTestResult& result : results)
        for (const std::string& failure : result.failures)
            faults.push_back({"/tests", result.name + ": " + failure});
    if (faults.empty()) return;
    throw Error(
        Failure::conflict,
        "policy_test_failed",
        "A test of the policy fails, so the policy stays as it was. Mend it, or use force."
    )
        .with_faults(std::move(faults));
}

store::AuditEntry audit_of(const PolicyChange& change, std::int64_t version) {
    store::AuditEntry entry{.door = change.door, .action = "policy_changed", .outcome = "done"};
    entry.connection_id = change.connection_id;
    entry.policies = {{"policy", version, {}}};
    entry.question = change.note.empty() ? std::nullopt : std::optional(change.note);
    entry.request_id = change.request_id;
    return entry;
}

Task<std::int64_t>
keep(Desk desk, Principal who, const PolicyChange& change, const std::vector<PolicyTest>& tests) {
    store::StoredPolicy policy{.reviewed = true, .author = who.username, .note = change.note};
    json::write(policy.document, boost::json::value(catalog::json_of(change.document)));
    const std::string sealed_tests = json::to_text(tests);
    const auto work = [&](store::Writer& writer) {
        const std::int64_t version = store::put_policy(
            writer, desk.ledger, who, change.connection_id, change.based_on, policy, sealed_tests
        );
        store::append_audit(writer, desk.ledger, who, audit_of(change, version));
        return version;
    };
    co_return co_await desk.store.write(work);
}

}  // namespace

void require_sound(const guard::PolicyDocument& document, const Schema& schema) {
    std::vector<Fault> faults;
    for (const guard::Problem& problem : guard::faults_of(document, schema))
        faults.push_back({"/document" + problem.pointer, problem.detail});
    if (faults.empty()) return;
    throw Error(
        Failure::invalid, "policy_invalid", "The policy does not fit the source. Nothing changed."
    )
        .with_faults(std::move(faults));
}

Task<PolicyOnDesk> policy_in_force(Desk desk, Principal who, std::string connection_id) {
    PolicyOnDesk found{.connection_id = co_await id_of(desk, who, std::move(connection_id))};
    // Waits for suggestions when there is no policy yet.
    const catalog::Through ready =
        co_await desk.catalog.through(who, found.connection_id, {}, std::nullopt);
    const auto work = [&](store::Reader& reader) {
        return store::current_policy(reader, who, found.connection_id);
    };
    const std::optional<store::StoredPolicy> stored = co_await desk.store.read(work);
    found.policy = stored.value();
    found.document = guard::read_policy(json::parse(found.policy.document, {}, document_depth));
    found.tests = co_await tests_of(desk, who, found.connection_id, found.policy.version);
    co_return found;
}

Task<PolicyPut> put_policy(Desk desk, Principal who, PolicyChange change, std::stop_token stop) {
    change.connection_id = co_await id_of(desk, who, std::move(change.connection_id));
    const auto schema = co_await desk.catalog.whole(who, change.connection_id);
    require_sound(change.document, *schema);
    std::vector<PolicyTest> tests =
        change.tests ? std::move(*change.tests)
                     : co_await tests_of(desk, who, change.connection_id, change.based_on);
    json::check(faults_of(tests));
    PolicyPut put;
    put.tests =
        co_await run_policy_tests(desk, who, change.connection_id, tests, change.document, stop);
    if (!change.force) {
        require_passed(put.tests);
        co_await require_worlds_alike(desk, who, change.connection_id, change.document, stop);
    }
    put.version = co_await keep(desk, who, change, tests);
    desk.catalog.policy_changed(who.tenant_id, change.connection_id);
    co_return put;
}

Task<std::vector<PolicyTestResult>> run_policy_tests(
    Desk desk,
    Principal who,
    std::string connection_id,
    std::vector<PolicyTest> tests,
    std::optional<guard::PolicyDocument> draft,
    std::stop_token stop
) {
    std::vector<PolicyTestResult> results;
    for (const PolicyTest& test : tests) {
        std::optional<Error> failed;
        try {
            guard::Asker asker = co_await asker_of(desk.store, who, test.as);
            catalog::Through through =
                co_await desk.catalog.through(who, connection_id, std::move(asker), draft);
            connectors::RunContext context{"policy-test", who.tenant_id};
            results.push_back(co_await try_policy(
                test, std::move(through.view), desk.now(), std::move(context), stop
            ));
        } catch (const Error& error) {
            failed = error;
        }
        if (failed) results.push_back({test.name, false, {failed->message()}});
    }
    co_return results;
}

Task<guard::Asker> asker_of(store::Store& store, Principal who, Guise guise) {
    guard::Asker asker{.role = "viewer", .attributes = guise.attributes};
    if (guise.user) {
        const auto work = [&](store::Reader& reader) {
            return store::member_named(reader, who, *guise.user);
        };
        const store::Member member = co_await store.read(work);
        asker.username = member.username;
        asker.role = member.role;
        asker.attributes.insert(member.attributes.begin(), member.attributes.end());
    }
    if (guise.role) asker.role = *guise.role;
    co_return asker;
}

}  // namespace parlance::ask
