#include "engine/refine_rows.hpp"

#include "engine/refine_lift.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

constexpr const char* rows_name = "earlier";

/// The select list that names the columns of a query: that of its first branch.
const sql::Select* named_by(const sql::Query& query) {
    if (const auto* select = std::get_if<sql::Select>(&query.body)) return select;
    const auto* set = std::get_if<sql::SetOperation>(&query.body);
    return set == nullptr ? nullptr : named_by(*set->left);
}

/// The column of the source that an output column repeats, by its name; none when that is unclear.
const ColumnModel* origin(const sql::Expr& expr, const Model& model) {
    const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
    if (ref == nullptr) return nullptr;
    const ColumnModel* found = nullptr;
    for (const ColumnModel& column : model.columns()) {
        if (column.name != ref->name.back()) continue;
        if (found != nullptr && found->type != column.type) return nullptr;
        found = &column;
    }
    return found;
}

Type type_of(const sql::Expr& expr, const Model& model) {
    if (const ColumnModel* column = origin(expr, model)) return column->type;
    if (const auto* literal = std::get_if<sql::Literal>(&expr.node)) {
        if (literal->kind == sql::LiteralKind::integer) return Type::integer;
        if (literal->kind == sql::LiteralKind::decimal) return Type::decimal;
        return literal->kind == sql::LiteralKind::boolean ? Type::boolean : Type::text;
    }
    if (const auto* cast = std::get_if<sql::Cast>(&expr.node)) {
        const std::string& name = cast->type.name;
        if (name == "date") return Type::date;
        if (name.starts_with("timestamp")) return Type::timestamp;
        if (name.starts_with("int")) return Type::integer;
        return name == "numeric" || name.starts_with("float") ? Type::decimal : Type::text;
    }
    if (const auto* call = std::get_if<sql::Call>(&expr.node)) {
        const std::string& name = call->name.back();
        if (name == "count" || name == "rank" || name == "row_number" || name == "dense_rank")
            return Type::integer;
        if (name == "sum" || name == "avg" || name == "round" || name == "percentile_cont")
            return Type::decimal;
        if (name == "date_trunc") return Type::timestamp;
        const bool same = name == "min" || name == "max" || name == "coalesce" || name == "nullif";
        if (same && !call->arguments.empty()) return type_of(call->arguments[0], model);
    }
    if (std::holds_alternative<sql::Binary>(expr.node)) return Type::decimal;
    return Type::text;
}

std::string name_of_item(const sql::SelectItem& item) {
    if (!item.alias.empty()) return item.alias;
    if (const auto* ref = std::get_if<sql::ColumnRef>(&item.expr->node)) return ref->name.back();
    if (const auto* call = std::get_if<sql::Call>(&item.expr->node)) return call->name.back();
    return {};
}

struct Rows {
    Schema schema;
    std::vector<ColumnValues> values;
};

/// The output of a query as a table; none when a column has no name, or not one of its own.
std::optional<Rows> rows_of(const sql::Query& query, const Model& model) {
    const sql::Select* select = named_by(query);
    if (select == nullptr) return std::nullopt;
    Rows made;
    made.schema.default_schema = model.schema().default_schema;
    made.schema.dialect = model.schema().dialect;
    Table table{.schema = made.schema.default_schema, .name = rows_name};
    for (const sql::SelectItem& item : select->items) {
        if (item.is_star()) return std::nullopt;
        const std::string name = name_of_item(item);
        if (name.empty() || table.column(name) != nullptr) return std::nullopt;
        table.columns.push_back({.name = name, .type = type_of(*item.expr, model)});
        const ColumnModel* from = origin(*item.expr, model);
        if (from == nullptr || from->values.empty()) continue;
        made.values.push_back(
            {.schema = table.schema,
             .table = rows_name,
             .column = name,
             .values = model.values_of(*from),
             .complete = from->values_complete}
        );
    }
    made.schema.tables.push_back(std::move(table));
    return made;
}

/// Engines name a column without a name each in their own way, so it gets the one we know it by.
void name_items(sql::Query& query) {
    auto* select = std::get_if<sql::Select>(&query.body);
    if (auto* set = std::get_if<sql::SetOperation>(&query.body)) return name_items(*set->left);
    if (select == nullptr) return;
    for (sql::SelectItem& item : select->items) {
        if (item.alias.empty() && !std::holds_alternative<sql::ColumnRef>(item.expr->node))
            item.alias = name_of_item(item);
    }
}

/// Puts the earlier query where its table stands.
bool put_in(sql::From& from, const sql::Query& before) {
    if (auto* join = std::get_if<sql::Join>(&from.node))
        return put_in(*join->left, before) && put_in(*join->right, before);
    auto* table = std::get_if<sql::TableRef>(&from.node);
    if (table == nullptr) {
        auto* derived = std::get_if<sql::Derived>(&from.node);
        auto* select =
            derived == nullptr ? nullptr : std::get_if<sql::Select>(&derived->query->body);
        if (select == nullptr) return false;
        return std::ranges::all_of(select->from, [&](sql::From& one) {
            return put_in(one, before);
        });
    }
    const std::string name = table->alias.name.empty() ? rows_name : table->alias.name;
    from.node = sql::Derived{.query = before, .alias = {.name = name}};
    return true;
}

/// The query behind rows that were edited before, and those edits as a query of the rows.
struct Peeled {
    sql::Query rows;
    std::optional<sql::Query> edits;
};

Peeled peeled(const sql::Query& query) {
    const auto* select = std::get_if<sql::Select>(&query.body);
    const auto* derived = select == nullptr || select->from.size() != 1
                              ? nullptr
                              : std::get_if<sql::Derived>(&select->from[0].node);
    if (derived == nullptr || derived->alias.name != rows_name) return {query, std::nullopt};
    Peeled made{*derived->query, query};
    std::get<sql::Select>(made.edits->body).from[0].node = sql::TableRef{.name = {rows_name}};
    return made;
}

Qir all_of_it(const Model& model) {
    Qir all{.subject = 0};
    for (const ColumnId id : model.table(0).columns)
        all.select.push_back({attr(id), ""});
    return all;
}

}  // namespace

std::optional<EditedRows>
edit_rows(const Question& said, const sql::Query& before, const Model& model) {
    Peeled parts = peeled(before);
    auto rows = rows_of(parts.rows, model);
    if (!rows) return std::nullopt;
    const Model own(std::move(rows->schema), std::move(rows->values), {});
    if (own.tables().empty()) return std::nullopt;
    const auto edits = parts.edits ? lift(*parts.edits, own) : all_of_it(own);
    if (!edits) return std::nullopt;
    name_items(parts.rows);
    auto edited = EditTurn(said.text, *edits, own, said.now).run();
    if (!edited) return std::nullopt;
    auto compiled = compile(edited->query, own);
    if (!compiled) return std::nullopt;
    if (edited->query == *edits) {
        compiled->query = before;
        return EditedRows{std::move(*edited), std::move(*compiled)};
    }
    auto* select = std::get_if<sql::Select>(&compiled->query.body);
    if (select == nullptr) return std::nullopt;
    for (sql::From& from : select->from)
        if (!put_in(from, parts.rows)) return std::nullopt;
    return EditedRows{std::move(*edited), std::move(*compiled)};
}

}  // namespace parlance::engine
