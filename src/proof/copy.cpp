#include "proof/copy.hpp"

#include "guard/merge.hpp"
#include "sql/build.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace parlance::proof {

namespace {

constexpr guard::Limits answer_limits{
    .rows_max = 1'000,
    .bytes_max = std::int64_t{4} << 20,
    .time_ms = 2'000
};

/// The engine's word for a type; our own, whatever the source calls it.
std::string_view word_for(Type type, Dialect dialect) {
    const bool lite = dialect == Dialect::sqlite;
    switch (type) {
        case Type::boolean:
            return "BOOLEAN";
        case Type::integer:
            return lite ? "INTEGER" : "BIGINT";
        case Type::decimal:
            return "DECIMAL(18,2)";
        case Type::real:
            return "DOUBLE";
        case Type::date:
            return "DATE";
        case Type::time:
            return "TIME";
        case Type::timestamp:
            return "TIMESTAMP";
        case Type::timestamptz:
            return lite ? "TIMESTAMPTZ" : "TIMESTAMP WITH TIME ZONE";
        case Type::interval:
            return "INTERVAL";
        case Type::uuid:
            return "UUID";
        case Type::bytes:
            return "BLOB";
        case Type::json:
            return "JSON";
        default:
            return lite ? "TEXT" : "VARCHAR";
    }
}

/// Embedded engines take names that differ only in case for the same.
bool has_twin_columns(const Table& table) {
    std::set<std::string> names;
    return std::ranges::any_of(table.columns, [&](const Column& column) {
        return !names.insert(folded(column.name)).second;
    });
}

bool is_engines_own(std::string_view schema) {
    static constexpr auto own =
        std::to_array<std::string_view>({"pg_catalog", "information_schema", "temp", "system"});
    return std::ranges::find(own, folded(schema)) != own.end();
}

/// Tables that the engine cannot hold beside the others.
std::set<TableName> not_to_be_made(const Schema& schema) {
    std::map<std::string, std::vector<TableName>> by_name;
    std::map<std::string, std::string> schemas{{"main", "main"}};  // DuckDB has it from the start
    std::set<TableName> bad;
    for (const Table& table : schema.tables) {
        const TableName name{table.schema, table.name};
        const auto& spelled = schemas.emplace(folded(table.schema), table.schema).first->second;
        if (spelled != table.schema) bad.insert(name);
        by_name[folded(table.schema) + '\0' + folded(table.name)].push_back(name);
        if (table.columns.empty() || has_twin_columns(table) || is_engines_own(table.schema))
            bad.insert(name);
    }
    for (const auto& [_, names] : by_name)
        if (names.size() > 1) bad.insert(names.begin(), names.end());
    return bad;
}

std::shared_ptr<const Schema> translated(const Schema& whole) {
    Schema made = whole;
    if (made.dialect == Dialect::postgres) made.dialect = Dialect::duckdb;
    for (Table& table : made.tables)
        for (Column& column : table.columns)
            column.native_type = word_for(column.type, made.dialect);
    return std::make_shared<const Schema>(std::move(made));
}

/// Finds what a row rule reads, and the constants that it compares columns with.
class RuleReader : public sql::Walker {
public:
    RuleReader(const Schema& schema, std::set<TableName>& reads, RuleLiterals& literals)
        : schema_(schema), reads_(reads), literals_(literals) {}

protected:
    void visit(sql::TableRef& reference) override {
        const sql::Name& name = reference.name;
        const std::string schema = name.size() > 1 ? name[0] : schema_.default_schema;
        for (const Table& table : schema_.tables)
            if (folded(table.schema) == folded(schema) && folded(table.name) == folded(name.back()))
                reads_.insert({table.schema, table.name});
    }
    void visit(sql::Expr& expr) override {
        if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node))
            literals_[folded(column->name.back())];
        if (const auto* two = std::get_if<sql::Binary>(&expr.node)) {
            pair(*two->left, *two->right);
            pair(*two->right, *two->left);
        }
        if (const auto* list = std::get_if<sql::InList>(&expr.node))
            for (const sql::Expr& item : list->items)
                pair(*list->operand, item);
        if (const auto* like = std::get_if<sql::Like>(&expr.node))
            pair(*like->operand, *like->pattern);
        if (const auto* between = std::get_if<sql::Between>(&expr.node)) {
            pair(*between->operand, *between->low);
            pair(*between->operand, *between->high);
        }
    }

private:
    /// The column behind functions such as `lower`; null for what has none.
    static const sql::ColumnRef* column_in(const sql::Expr& expr) {
        if (const auto* call = std::get_if<sql::Call>(&expr.node))
            return call->arguments.empty() ? nullptr : column_in(call->arguments[0]);
        return std::get_if<sql::ColumnRef>(&expr.node);
    }

    void pair(const sql::Expr& side, const sql::Expr& other) {
        const sql::ColumnRef* column = column_in(side);
        const auto* cast = std::get_if<sql::Cast>(&other.node);
        const sql::Literal* literal = sql::build::literal(cast != nullptr ? *cast->operand : other);
        if (column == nullptr || literal == nullptr || literal->kind == sql::LiteralKind::null)
            return;
        std::string text = literal->text;
        std::erase(text, '%');
        literals_[folded(column->name.back())].push_back(std::move(text));
    }

    const Schema& schema_;
    std::set<TableName>& reads_;
    RuleLiterals& literals_;
};

class Layout {
public:
    Layout(const Schema& whole, const guard::PolicyDocument& document, const guard::Asker& asker)
        : original_(guard::look(document, std::make_shared<const Schema>(whole), asker, {})),
          bad_(not_to_be_made(whole)),
          unrestricted_(guard::is_unrestricted(document, asker)) {
        copy_.schema = translated(whole);
        copy_.sight = sight_of(copy_.schema, document, asker);
        guard::Merged merged(document, *copy_.schema, asker);
        for (const Table& table : copy_.schema->tables)
            all_.push_back(facet(table, merged.table(table)));
    }

    Copy run(std::size_t tables_max) {
        std::set<TableName> wanted;
        for (const bool seen : {true, false})
            for (const Facet& facet : all_)
                if (facet.restricted() && facet.seen == seen) want(facet, wanted, tables_max);
        for (const Facet& facet : all_)
            if (!facet.restricted() && wanted.size() < beside_max) want(facet, wanted, tables_max);
        if (hidden_left_out_ > 0)
            copy_.left_out.push_back(
                {"",
                 "",
                 "",
                 fmt::format("{} hidden tables are more than one check makes.", hidden_left_out_)}
            );
        for (Facet& facet : all_)
            if (wanted.contains(facet.name())) copy_.facets.push_back(std::move(facet));
        return std::move(copy_);
    }

private:
    static constexpr std::size_t beside_max = 12;

    Facet facet(const Table& table, guard::TableSight sight) {
        Facet made{.table = &table, .row_column = fmt::format("parlance_row_{}", all_.size())};
        const Table* seen = copy_.sight.schema->table(table.schema, table.name);
        made.seen = seen != nullptr;
        if (unrestricted_) {
            made.columns.resize(table.columns.size());
            return made;
        }
        made.columns = std::move(sight.columns);
        made.columns.resize(table.columns.size(), {.mask = guard::Mask::hidden});
        if (made.seen) made.rows = std::move(sight.rows);
        if (made.rows) RuleReader(*copy_.schema, made.reads, copy_.literals).walk(*made.rows);
        return made;
    }

    /// Whether the copy shows of the table what the source itself would.
    [[nodiscard]] bool is_faithful(const Facet& facet) const {
        const Table& table = *facet.table;
        const Table* here = copy_.sight.schema->table(table.schema, table.name);
        const Table* there = original_.schema->table(table.schema, table.name);
        if (here == nullptr || there == nullptr) return here == there;
        return std::ranges::equal(here->columns, there->columns, {}, &Column::name, &Column::name);
    }

    void leave_out(const Facet& facet, std::string why) {
        if (!facet.restricted()) return;
        const TableName name = facet.name();
        copy_.left_out.push_back({name.schema, name.name, "", std::move(why)});
    }

    [[nodiscard]] bool can_be_made(const Facet& facet) const {
        return !bad_.contains(facet.name()) && is_faithful(facet);
    }

    /// The table, and all that its rule and the rules of what that reads ask.
    void add_with_reads(const Facet& facet, std::vector<const Facet*>& to) const {
        if (std::ranges::find(to, &facet) != to.end()) return;
        to.push_back(&facet);
        for (const Facet& other : all_)
            if (facet.reads.contains(other.name())) add_with_reads(other, to);
    }

    void want(const Facet& facet, std::set<TableName>& wanted, std::size_t tables_max) {
        std::vector<const Facet*> needed;
        add_with_reads(facet, needed);
        std::erase_if(needed, [&](const Facet* one) { return wanted.contains(one->name()); });
        const auto makeable = [&](const Facet* one) { return can_be_made(*one); };
        if (!std::ranges::all_of(needed, makeable))
            return leave_out(
                facet,
                "The engine of the check cannot hold it, or what its rule reads: names that differ "
                "only in case."
            );
        if (wanted.size() + needed.size() > tables_max) {
            if (!facet.seen) ++hidden_left_out_;
            if (facet.seen) leave_out(facet, "The source has more tables than one check makes.");
            return;
        }
        for (const Facet* one : needed)
            wanted.insert(one->name());
    }

    guard::Sight original_;
    std::set<TableName> bad_;
    bool unrestricted_;
    std::size_t hidden_left_out_ = 0;
    Copy copy_;
    std::vector<Facet> all_;
};

std::string quoted(std::string_view name) {
    std::string made = "\"";
    for (const char letter : name)
        made += letter == '"' ? "\"\"" : std::string(1, letter);
    return made + '"';
}

}  // namespace

std::string folded(std::string_view name) {
    std::string made(name);
    std::ranges::transform(made, made.begin(), [](unsigned char c) { return std::tolower(c); });
    return made;
}

bool Facet::restricted() const {
    const auto hides = [](const guard::ColumnRule& rule) { return rule.mask != guard::Mask::none; };
    return !seen || rows || std::ranges::any_of(columns, hides);
}

bool Copy::hides_anything() const {
    return !left_out.empty() || std::ranges::any_of(facets, &Facet::restricted);
}

bool Copy::in_rules(const Column& column) const {
    return literals.contains(folded(column.name));
}

Copy copy_of(
    const Schema& whole,
    const guard::PolicyDocument& document,
    const guard::Asker& asker,
    std::size_t tables_max
) {
    return Layout(whole, document, asker).run(tables_max);
}

guard::Sight sight_of(
    const std::shared_ptr<const Schema>& copy,
    const guard::PolicyDocument& document,
    const guard::Asker& asker
) {
    guard::Surroundings around{.nonce = "0123456789abcdef01234567", .limits = answer_limits};
    around.key = {Secret(std::string(32, 'k')), "two worlds"};
    guard::Sight sight = guard::look(document, copy, asker, around);
    sight.policy.limits.concurrent_max = 0;
    return sight;
}

connectors::NewTable new_table(const Facet& facet, Dialect dialect) {
    const Table& table = *facet.table;
    connectors::NewTable made{.name = table.name, .schema = table.schema};
    const bool lite = dialect == Dialect::sqlite;
    made.create = fmt::format(
        "CREATE TABLE {}{} (", lite ? "" : quoted(table.schema) + ".", quoted(table.name)
    );
    for (const Column& column : table.columns)
        made.create += fmt::format("{} {}, ", quoted(column.name), word_for(column.type, dialect));
    made.create += fmt::format("{} BIGINT)", quoted(facet.row_column));
    return made;
}

}  // namespace parlance::proof
