#include "guard/approve.hpp"

#include "base/error.hpp"
#include "guard/allow.hpp"
#include "guard/approval.hpp"
#include "guard/growth.hpp"
#include "guard/relation.hpp"
#include "guard/rewrite.hpp"
#include "sql/normalise.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"
#include "sql/resolve.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

namespace parlance::guard {
namespace {

std::int64_t number(const std::string& text) {
    std::int64_t value = -1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} ? value : -1;
}

sql::Expr whole(std::int64_t value) {
    return {sql::Literal{sql::LiteralKind::integer, fmt::to_string(value)}, {}, Type::integer};
}

/// Lets one row more through than may be shown, so that it can be seen whether there are more.
void limit_rows(sql::Query& query, const Limits& limits, Dialect dialect) {
    const std::int64_t most = limits.rows_max + 1;
    if (query.with_ties) return;  // the connector stops by itself at `rows_max`
    if (!query.limit) {
        query.limit = whole(most);
        return;
    }
    const auto* literal = std::get_if<sql::Literal>(&query.limit->node);
    const bool constant = literal != nullptr && literal->kind == sql::LiteralKind::integer;
    if (constant && number(literal->text) >= 0) {
        if (number(literal->text) > most) query.limit = whole(most);
    } else if (!constant && dialect == Dialect::postgres) {
        sql::Call least{.name = {"least"}};
        least.arguments.push_back(std::move(*query.limit));
        least.arguments.push_back(whole(most));
        query.limit = sql::Expr{std::move(least), {}, Type::integer};
    }
}

/// What a person whom a policy restricts sees of a SQLite file is views, which have no home: the
/// names of tables in their file are not known there.
class HomelessNames : public sql::Walker {
protected:
    void visit(sql::TableRef& reference) override {
        if (reference.name.size() < 2) return;
        throw Error(
            Failure::invalid,
            "sql_unknown_table",
            fmt::format("There is no table {}.", fmt::join(reference.name, "."))
        )
            .at(reference.at.offset.value_or(0));
    }
};

/// Looks for relations that are more than rows in the database. What is not among those that the
/// person may see stands in a row rule, and may be anything.
class MoreThanTables : public sql::Walker {
public:
    explicit MoreThanTables(const Schema& schema) : schema_(schema) {}

    bool found = false;

protected:
    /// CTEs have names of one part once a statement is resolved.
    void visit(sql::TableRef& reference) override {
        if (found || reference.name.size() < 2) return;
        const Table* table = schema_.table(reference.name[0], reference.name[1]);
        found =
            table == nullptr || table->kind == TableKind::view || table->kind == TableKind::foreign;
    }

private:
    const Schema& schema_;
};

bool reads_more_than_tables(sql::Query& query, const Schema& schema) {
    if (schema.dialect != Dialect::postgres) return false;
    MoreThanTables more(schema);
    more.walk(query);
    return more.found;
}

}  // namespace

std::optional<sql::Query> parsed_plainly(std::string_view text) {
    try {
        return sql::parse(text);
    } catch (const Error& error) {
        if (error.code() != "sql_syntax" && error.code() != "sql_not_supported") throw;
        return std::nullopt;
    }
}

ApprovedQuery Approval::approve(sql::Query query, std::string_view text, Arguments* arguments)
    const {
    ApprovedQuery made;
    auto plan = std::make_shared<Plan>();
    sql::adopt_functions(query, schema_.dialect);
    made.original_ =
        arguments != nullptr ? std::string(text) : sql::render(query, Dialect::postgres);
    const bool columns_called = check_allowed(query, schema_.dialect, false);
    if (schema_.dialect == Dialect::sqlite && policy_.relations) HomelessNames().walk(query);
    const sql::Resolved resolved = sql::resolve(query, schema_);
    if (columns_called) check_allowed(query, schema_.dialect, true);
    bound_growth(query);
    limit_rows(query, policy_.limits, schema_.dialect);
    std::vector<Bound> values;
    if (arguments != nullptr) values = arguments->take(query, schema_.dialect);
    Rewritten rewritten = rewrite(query, schema_, policy_, std::move(values));
    plan->text = sql::render(query, schema_.dialect);
    tell_lineage(*plan, resolved, rewritten);
    plan->preamble = std::move(rewritten.preamble);
    plan->limits = policy_.limits;
    plan->policy_identity = policy_.identity;
    plan->policy_version = policy_.version;
    plan->rules = policy_.rules;
    plan->dialect = schema_.dialect;
    plan->reads_more_than_tables = reads_more_than_tables(query, schema_);
    made.parameters_ = std::move(rewritten.parameters);
    made.plan_ = std::move(plan);
    return made;
}

ApprovedQuery Approval::assemble(
    std::shared_ptr<const Plan> plan,
    std::string_view text,
    std::vector<Bound> parameters
) {
    ApprovedQuery made;
    made.plan_ = std::move(plan);
    made.original_ = text;
    made.parameters_ = std::move(parameters);
    return made;
}

std::shared_ptr<const Plan> Approval::plan_of(const ApprovedQuery& query) {
    return query.plan_;
}

void Approval::tell_lineage(Plan& plan, const sql::Resolved& resolved, const Rewritten& rewritten)
    const {
    for (const Table* table : resolved.tables) {
        const bool fenced = rewritten.fenced.contains({table->schema, table->name});
        plan.tables.push_back({table->schema, table->name, fenced});
    }
    for (const sql::Output& column : resolved.columns) {
        OutputColumn output{.name = column.name, .type = column.type};
        for (const sql::Source& source : column.sources) {
            const Table& table = *source.table;
            const std::string& name = table.columns[source.column].name;
            const Relation* relation = policy_.relation(table);
            output.masked = output.masked || (relation != nullptr && relation->masks(name));
            output.sources.push_back({table.schema, table.name, name});
        }
        plan.lineage.push_back(std::move(output));
    }
}

ApprovedQuery approve(const sql::Query& draft, const Schema& schema, const Policy& policy) {
    return Approval(schema, policy).approve(draft, {}, nullptr);
}

ApprovedQuery approve(std::string_view text, const Schema& schema, const Policy& policy) {
    const Approval approval(schema, policy);
    std::optional<sql::Query> plain = parsed_plainly(text);
    if (plain) return approval.approve(std::move(*plain), text, nullptr);
    const sql::Normalised normal = sql::normalise(text, schema.dialect);
    try {
        return approval.approve(sql::parse(normal.text), normal.text, nullptr);
    } catch (Error& error) {
        if (!error.position()) throw;
        throw std::move(error).at(normal.author_offset(*error.position()));
    }
}

}  // namespace parlance::guard
