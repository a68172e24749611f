#include "serve/operations/policies.hpp"

#include "ask/journal.hpp"
#include "ask/policy_desk.hpp"
#include "base/error.hpp"
#include "catalog/policies.hpp"
#include "guard/approve.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/policy_check.hpp"
#include "serve/operations/policy_shapes.hpp"
#include "serve/operations/written_policy.hpp"
#include "serve/row_encoder.hpp"
#include "serve/services.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace parlance::serve {

namespace {

constexpr std::size_t document_depth = 32;

PolicyState state_of(const store::StoredPolicy& policy) {
    return policy.reviewed ? PolicyState::reviewed : PolicyState::suggested;
}

boost::json::object stored_document(const store::StoredPolicy& policy) {
    return json::parse(policy.document, {}, document_depth).as_object();
}

std::vector<ProblemShape> problems_of(std::span<const guard::Problem> problems) {
    std::vector<ProblemShape> all;
    for (const guard::Problem& problem : problems)
        all.push_back({problem.pointer, problem.detail});
    return all;
}

Task<PolicyShape> get_policy(Services& with, Call& call, PolicyRequest request) {
    const ask::PolicyOnDesk found = co_await ask::policy_in_force(
        desk_of(with), call.who(), request.connection_id.value_or("")
    );
    const auto whole = co_await with.catalog->whole(call.who(), found.connection_id);
    PolicyShape shape;
    shape.connection_id = found.connection_id;
    shape.version = found.policy.version;
    shape.state = state_of(found.policy);
    shape.document = stored_document(found.policy);
    shape.tests = found.tests;
    shape.author = found.policy.author;
    shape.note = found.policy.note;
    shape.created_at = found.policy.created_at;
    shape.pending = catalog::not_looked_at(found.document, *whole);
    shape.problems = problems_of(guard::faults_of(found.document, *whole));
    co_return shape;
}

/// Of a document and those before it, every role that something is said about.
std::set<std::string> roles_of(const guard::PolicyDocument& document) {
    std::set<std::string> roles{"analyst", "viewer"};
    for (const guard::PolicyRule& rule : document.rules)
        roles.insert(rule.to.roles.begin(), rule.to.roles.end());
    roles.insert(document.unrestricted.begin(), document.unrestricted.end());
    return roles;
}

Task<std::vector<catalog::ExplainedTable>> explained(
    Services& with,
    Call& call,
    const std::string& connection_id,
    guard::Asker asker,
    std::optional<guard::PolicyDocument> draft
) {
    const catalog::Through through =
        co_await with.catalog->through(call.who(), connection_id, asker, std::move(draft));
    co_return catalog::explain_policy(
        through.document,
        *through.whole,
        asker,
        *through.view.schema,
        through.view.policy,
        through.problems
    );
}

Task<std::vector<PolicyEffect>> effects_of(
    Services& with,
    Call& call,
    const std::string& connection_id,
    const guard::PolicyDocument& before,
    const guard::PolicyDocument& after
) {
    std::set<std::string> roles = roles_of(before);
    roles.merge(roles_of(after));
    std::vector<PolicyEffect> effects;
    for (const std::string& role : roles) {
        const guard::Asker asker{.role = role};
        auto old = co_await explained(with, call, connection_id, asker, before);
        auto now = co_await explained(with, call, connection_id, asker, after);
        for (std::size_t i = 0; i < std::min(old.size(), now.size()); ++i) {
            if (json::to_text(old[i]) == json::to_text(now[i])) continue;
            effects.push_back({role, now[i].schema, now[i].name, old[i], now[i]});
        }
    }
    co_return effects;
}

Task<PolicyPutShape> put_policy(Services& with, Call& call, PolicyPutRequest request) {
    const ask::Desk desk = desk_of(with);
    const ask::PolicyOnDesk held =
        co_await ask::policy_in_force(desk, call.who(), request.connection_id.value_or(""));
    ask::PolicyChange change{.connection_id = held.connection_id, .based_on = request.version};
    change.document = written_policy(request.document);
    change.tests = std::move(request.tests);
    change.note = request.note.value_or("");
    change.force = request.force;
    change.request_id = call.request_id;
    PolicyPutShape shape;
    shape.diff =
        catalog::differences(stored_document(held.policy), catalog::json_of(change.document));
    if (!request.dry_run) {
        ask::PolicyPut put =
            co_await ask::put_policy(desk, call.who(), std::move(change), call.stop);
        shape.version = put.version;
        shape.tests = std::move(put.tests);
        co_return shape;
    }
    const auto whole = co_await with.catalog->whole(call.who(), held.connection_id);
    ask::require_sound(change.document, *whole);
    shape.effects =
        co_await effects_of(with, call, held.connection_id, held.document, change.document);
    shape.tests = co_await ask::run_policy_tests(
        desk,
        call.who(),
        held.connection_id,
        change.tests.value_or(held.tests),
        change.document,
        call.stop
    );
    co_return shape;
}

void fill(PolicyVersionShape& shape, const store::StoredPolicy& policy) {
    shape.version = policy.version;
    shape.state = state_of(policy);
    shape.author = policy.author;
    shape.note = policy.note;
    shape.created_at = policy.created_at;
}

Task<PolicyVersionsShape> list_versions(Services& with, Call& call, PolicyRequest request) {
    const ask::PolicyOnDesk held = co_await ask::policy_in_force(
        desk_of(with), call.who(), request.connection_id.value_or("")
    );
    const auto work = [&](store::Reader& reader) {
        return store::policy_versions(reader, call.who(), held.connection_id);
    };
    const auto all = co_await with.store->read(work);
    PolicyVersionsShape shape;
    for (const store::StoredPolicy& policy : all)
        fill(shape.versions.emplace_back(), policy);
    co_return shape;
}

Task<PolicyVersionDetail> get_version(Services& with, Call& call, PolicyVersionRequest request) {
    const ask::PolicyOnDesk held = co_await ask::policy_in_force(
        desk_of(with), call.who(), request.connection_id.value_or("")
    );
    const std::string& id = held.connection_id;
    PolicyVersionDetail detail;
    const auto work = [&](store::Reader& reader) {
        const auto policy = store::policy_of_version(reader, call.who(), id, request.version);
        fill(detail, policy);
        detail.document = stored_document(policy);
        detail.tests = json::read<std::vector<ask::PolicyTest>>(
            store::policy_tests(reader, *with.ledger, call.who(), id, request.version)
        );
        boost::json::object before;
        if (request.version > 1)
            before = stored_document(
                store::policy_of_version(reader, call.who(), id, request.version - 1)
            );
        detail.diff = catalog::differences(before, detail.document);
    };
    co_await with.store->read(work);
    co_return detail;
}

Task<SampleShape> sample(
    const catalog::View& view,
    const Table& table,
    std::int64_t count,
    connectors::RunContext context,
    std::stop_token stop
) {
    sql::Select select;
    select.items.push_back({});
    sql::Name name{table.name};
    if (table.schema != view.schema->default_schema) name.insert(name.begin(), table.schema);
    select.from.push_back({sql::TableRef{std::move(name), {}, false, {}}});
    sql::Query query;
    query.body = std::move(select);
    query.limit = sql::Expr{sql::Literal{sql::LiteralKind::integer, std::to_string(count)}, {}};
    guard::ApprovedQuery approved = guard::approve(query, *view.schema, view.policy);
    Collected rows;
    const RunSummary summary =
        co_await view.source->run(std::move(approved), rows, std::move(context), stop);
    RowEncoder encoder(RowFormat::json);
    SampleShape shape{table.schema, table.name, {""}};
    encoder.begin(shape.result.text, {}, rows.result.columns);
    encoder.rows(shape.result.text, rows.result.rows);
    encoder.end(shape.result.text, summary);
    co_return shape;
}

RewrittenShape rewritten(const catalog::View& view, const std::string& sql) {
    RewrittenShape shape;
    try {
        const guard::ApprovedQuery query = guard::approve(sql, *view.schema, view.policy);
        shape.sql = query.text();
        shape.masked_columns = ask::masked_columns_of(query);
    } catch (const Error& error) {
        shape.error_code = error.code();
        shape.error = error.message();
    }
    return shape;
}

Task<PreviewShape> preview(Services& with, Call& call, PreviewRequest request) {
    constexpr std::size_t tables_max = 50;
    guard::Asker asker = co_await ask::asker_of(*with.store, call.who(), request.as);
    const catalog::Through through = co_await with.catalog->through(
        call.who(), request.connection_id.value_or(""), asker, draft_of(request.document)
    );
    const catalog::View& view = through.view;
    PreviewShape shape{.identity = view.policy.identity, .rules = view.policy.rules};
    shape.tables = catalog::explain_policy(
        through.document, *through.whole, asker, *view.schema, view.policy, through.problems
    );
    shape.problems = problems_of(through.problems);
    if (request.sql) shape.query = rewritten(view, *request.sql);
    if (!request.sample_rows) co_return shape;
    for (const Table& table : view.schema->tables) {
        if (shape.samples.size() == tables_max) break;
        connectors::RunContext context{call.request_id, call.who().tenant_id};
        shape.samples.push_back(
            co_await sample(view, table, *request.sample_rows, std::move(context), call.stop)
        );
    }
    co_return shape;
}

Task<PolicyTestsShape> test_policy(Services& with, Call& call, PolicyTestRequest request) {
    const ask::Desk desk = desk_of(with);
    const ask::PolicyOnDesk held =
        co_await ask::policy_in_force(desk, call.who(), request.connection_id.value_or(""));
    const std::vector<ask::PolicyTest> tests = request.tests.value_or(held.tests);
    json::check(ask::faults_of(tests));
    PolicyTestsShape shape;
    shape.tests = co_await ask::run_policy_tests(
        desk, call.who(), held.connection_id, tests, draft_of(request.document), call.stop
    );
    shape.passed = std::ranges::all_of(shape.tests, &ask::PolicyTestResult::passed);
    co_return shape;
}

Task<SuggestionShape> suggest_policy(Services& with, Call& call, PolicyRequest request) {
    const catalog::Suggestion made =
        co_await with.catalog->suggest(call.who(), request.connection_id.value_or(""));
    SuggestionShape shape;
    for (const catalog::SensitiveColumn& one : made.found) {
        FoundShape& found = shape.found.emplace_back();
        found.column = one.column;
        found.kind = one.kind;
        found.confidence = one.confidence;
        found.mask = json::parse(json::to_text(one.mask)).as_object();
        found.evidence = one.evidence;
    }
    shape.document = catalog::json_of(made.document);
    co_return shape;
}

Task<File> policy_json_schema(Services&, Call&) {
    std::string text;
    json::write(text, boost::json::value(guard::policy_schema()));
    co_return File{.content_type = "application/schema+json", .content = std::move(text)};
}

constexpr FactsOf facts{"policies", Access::admin};

}  // namespace

std::vector<Operation> policy_operations() {
    constexpr std::string_view root = "/api/v1/policies";
    Facts form = facts(
        Method::get,
        "/api/v1/policies/schema.json",
        "get_policy_schema",
        "Gives the JSON Schema of a policy."
    );
    form.access = Access::signed_in;
    form.file_type = "application/schema+json";
    return {
        operation(
            facts(Method::get, root, "get_policy", "Shows the policy of a source."), &get_policy
        ),
        operation(
            facts(Method::put, root, "put_policy", "Puts a policy in force, as a new version."),
            &put_policy
        ),
        operation(
            facts(
                Method::get,
                "/api/v1/policies/versions",
                "list_policy_versions",
                "Lists the versions of a policy, newest first."
            ),
            &list_versions
        ),
        operation(
            facts(
                Method::get,
                "/api/v1/policies/versions/{version}",
                "get_policy_version",
                "Shows a version of a policy, and what it changed."
            ),
            &get_version
        ),
        operation(
            facts(
                Method::post,
                "/api/v1/policies/preview",
                "preview_policy",
                "Shows a source through somebody's eyes: tables, columns, masks, rows and SQL."
            ),
            &preview
        ),
        operation(
            facts(
                Method::post,
                "/api/v1/policies/test",
                "test_policy",
                "Runs tests: as X, the query Q must return, or must not reveal."
            ),
            &test_policy
        ),
        policy_check_operation(),
        operation(
            facts(
                Method::post,
                "/api/v1/policies/suggest",
                "suggest_policy",
                "Looks for sensitive columns, and suggests masks with the evidence for them."
            ),
            &suggest_policy
        ),
        operation(form, &policy_json_schema),
    };
}

}  // namespace parlance::serve
