#include "catalog/policies.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "guard/approve.hpp"
#include "sql/ast.hpp"
#include "store/audit.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace parlance::catalog {

namespace {

/// A document nests deeper than a request, and no deeper than this.
constexpr std::size_t document_depth = 32;

constexpr std::string_view written_by_parlance = "system";

/// Removes the members that say nothing, but for those of `kept`.
void prune(boost::json::object& object, std::span<const std::string_view> kept) {
    std::vector<std::string> empty;
    for (const auto& [name, value] : object) {
        if (std::ranges::find(kept, std::string_view(name)) != kept.end()) continue;
        const bool nothing = value.is_null() || (value.is_bool() && !value.as_bool()) ||
                             (value.is_object() && value.as_object().empty()) ||
                             (value.is_array() && value.as_array().empty()) ||
                             (value.is_string() && value.as_string().empty());
        if (nothing) empty.emplace_back(name);
    }
    for (const std::string& name : empty)
        object.erase(name);
}

void tidy_table(boost::json::object& table) {
    if (auto* columns = table.if_contains("columns"))
        for (auto& [name, rule] : columns->as_object())
            if (rule.as_object().at("mask") == "none") rule.as_object().erase("mask");
    prune(table, {});
}

void tidy_rule(boost::json::object& rule) {
    for (auto& [name, table] : rule.at("tables").as_object())
        tidy_table(table.as_object());
    prune(rule.at("to").as_object(), {});
    static constexpr std::array<std::string_view, 2> kept{"default", "tables"};
    prune(rule, kept);
}

bool is_sampled(const Column& column) {
    return column.type == Type::text || column.type == Type::unknown ||
           column.type == Type::integer;
}

/// SELECT column, … FROM schema.table LIMIT rows.
sql::Query some_rows(
    const Table& table,
    const std::vector<const Column*>& columns,
    const SampleLimits& limits
) {
    sql::Select select;
    for (const Column* column : columns) {
        sql::SelectItem item;
        item.expr = sql::Expr{sql::ColumnRef{{column->name}}, {}};
        select.items.push_back(std::move(item));
    }
    select.from.push_back({sql::TableRef{{table.schema, table.name}, {}, false, {}}});
    sql::Query query;
    query.body = std::move(select);
    const std::string rows = std::to_string(limits.rows_per_table);
    query.limit = sql::Expr{sql::Literal{sql::LiteralKind::integer, rows}, {}};
    return query;
}

Task<void> sample_table(
    connectors::Source& source,
    const Schema& schema,
    const Table& table,
    const SampleLimits& limits,
    Samples& samples,
    std::stop_token stop
) {
    std::vector<const Column*> columns;
    for (const Column& column : table.columns)
        if (is_sampled(column)) columns.push_back(&column);
    if (columns.empty()) co_return;
    guard::Policy everything;
    everything.limits.time_ms = 1'000;
    guard::ApprovedQuery query =
        guard::approve(some_rows(table, columns, limits), schema, everything);
    Collected found;
    connectors::RunContext context{"catalog", {}};
    co_await source.run(std::move(query), found, std::move(context), stop);
    const Batch& rows = found.result.rows;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        auto& values = samples[{table.schema, table.name, columns[at]->name}];
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            const Batch::Cell& cell = rows.row(row)[at];
            if (cell.kind == CellKind::null) continue;
            const auto most = static_cast<std::size_t>(limits.value_bytes);
            values.emplace_back(rows.text(cell).substr(0, most));
        }
    }
}

}  // namespace

guard::PolicyDocument read_written(const boost::json::value& value) {
    guard::PolicyDocument document = guard::read_policy(value);
    const auto* object = value.if_object();
    if (object != nullptr && !object->contains("unrestricted"))
        document.unrestricted = {"owner", "admin"};
    return document;
}

boost::json::object json_of(const guard::PolicyDocument& document) {
    boost::json::object made = json::parse(json::to_text(document), {}, document_depth).as_object();
    for (boost::json::value& rule : made.at("rules").as_array())
        tidy_rule(rule.as_object());
    return made;
}

Task<SharedPolicy> stored_policy(store::Store& store, Principal who, std::string connection_id) {
    const auto work = [who = std::move(who), id = std::move(connection_id)](store::Reader& reader) {
        return store::current_policy(reader, who, id);
    };
    const std::optional<store::StoredPolicy> stored = co_await store.read(work);
    if (!stored) co_return nullptr;
    co_return std::make_shared<const PolicyInForce>(PolicyInForce{
        stored->version,
        stored->reviewed,
        guard::read_policy(json::parse(stored->document, {}, document_depth)),
    });
}

Task<Samples> sample_values(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    SampleLimits limits,
    std::stop_token stop
) {
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + std::chrono::milliseconds(limits.time_ms);
    Samples samples;
    std::size_t looked_at = 0;
    for (const Table& table : schema->tables) {
        const bool enough = ++looked_at > limits.tables || steady_clock::now() > end;
        if (enough || stop.stop_requested()) break;
        try {
            co_await sample_table(source, *schema, table, limits, samples, stop);
        } catch (const Error&) {
            continue;
        }
    }
    co_return samples;
}

Task<SharedPolicy> keep_suggestion(
    store::Store& store,
    store::Ledger& ledger,
    Principal who,
    std::string connection_id,
    std::int64_t based_on,
    guard::PolicyDocument document
) {
    store::StoredPolicy policy{.reviewed = false, .author = std::string(written_by_parlance)};
    json::write(policy.document, boost::json::value(json_of(document)));
    policy.note = "Suggested by what the columns are called and look like.";
    const auto work = [&](store::Writer& writer) -> std::int64_t {
        const std::int64_t held = store::policy_version(writer, who, connection_id);
        if (held != based_on) return 0;
        const std::string tests = store::policy_tests(writer, ledger, who, connection_id, based_on);
        const std::int64_t version =
            store::put_policy(writer, ledger, who, connection_id, based_on, policy, tests);
        store::AuditEntry entry{.door = "catalog", .action = "policy_suggested", .outcome = "done"};
        entry.connection_id = connection_id;
        entry.policies = {{"suggested", version, {}}};
        store::append_audit(writer, ledger, System{}, who.tenant_id, entry);
        return version;
    };
    const std::int64_t version = co_await store.write(work);
    if (version == 0) co_return co_await stored_policy(store, who, connection_id);
    co_return std::make_shared<const PolicyInForce>(
        PolicyInForce{version, false, std::move(document)}
    );
}

}  // namespace parlance::catalog
