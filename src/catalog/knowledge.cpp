#include "catalog/knowledge.hpp"

#include "base/json.hpp"
#include "engine/bind.hpp"
#include "engine/text.hpp"
#include "guard/approve.hpp"
#include "guard/relation.hpp"
#include "sql/parse.hpp"
#include "sql/resolve.hpp"
#include "sql/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::catalog {

namespace {

const Table& table_called(const Schema& schema, std::string_view name) {
    const std::size_t dot = name.rfind('.');
    const Table* found = schema.table("", name);
    if (found == nullptr && dot != name.npos)
        found = schema.table(name.substr(0, dot), name.substr(dot + 1));
    if (found != nullptr) return *found;
    throw Error(Failure::invalid, "sql_unknown_table", fmt::format("There is no table {}.", name));
}

const Column& column_called(const Table& table, std::string_view name) {
    if (const Column* found = table.column(name)) return *found;
    throw Error(
        Failure::invalid,
        "sql_unknown_column",
        fmt::format("There is no column {} in {}.", name, table.name)
    );
}

Error not_clear() {
    return {
        Failure::refused,
        "knowledge_not_clear",
        "This tells of values that your policy masks or of rows that it holds back, so it cannot "
        "be taught by you. Ask an administrator."
    };
}

/// Whether an expression speaks of values, which not everybody who sees its columns may know.
class SaysValues final : public sql::Walker {
public:
    bool said = false;

private:
    static bool compares(sql::BinaryOp op) {
        using enum sql::BinaryOp;
        return op == equal || op == not_equal || op == less || op == less_equal || op == greater ||
               op == greater_equal || op == regex || op == regex_i || op == not_regex ||
               op == not_regex_i;
    }

    void visit(sql::Expr& expr) override {
        const auto* literal = std::get_if<sql::Literal>(&expr.node);
        const auto* binary = std::get_if<sql::Binary>(&expr.node);
        said |= literal != nullptr && literal->kind == sql::LiteralKind::text;
        said |= binary != nullptr && compares(binary->op);
        said |= std::holds_alternative<sql::InList>(expr.node) ||
                std::holds_alternative<sql::Between>(expr.node) ||
                std::holds_alternative<sql::Case>(expr.node);
    }
};

/// The names of all columns that a bound tree reads.
class ColumnNames final : public sql::Walker {
public:
    std::vector<std::string> found;

private:
    void visit(sql::Expr& expr) override {
        if (const auto* ref = std::get_if<sql::ColumnRef>(&expr.node))
            found.push_back(ref->name.back());
    }
};

/// Every row of the tables and every value of the columns is shown as it is. A column counts for
/// each of the tables that has one of its name.
template <class Tree>
bool is_clear(Tree bound, const std::vector<const Table*>& tables, const guard::Policy& policy) {
    ColumnNames names;
    names.walk(bound);
    return std::ranges::all_of(tables, [&](const Table* table) {
        return policy.every_row(*table) &&
               std::ranges::all_of(names.found, [&](const std::string& name) {
                   return table->column(name) == nullptr || policy.clear(*table, name);
               });
    });
}

bool numeric(Type type) {
    return type == Type::integer || type == Type::decimal || type == Type::real;
}

/// The expression, once the guard has nothing against it.
engine::BoundExpression approved(
    const std::string& text,
    const Schema& schema,
    const Table& home,
    const guard::Policy& policy
) {
    engine::BoundExpression bound = engine::bind_expression(text, schema, home);
    (void)guard::approve(bound.trial, schema, policy);
    sql::Expr copy = bound.expr;
    SaysValues values;
    values.walk(copy);
    if (values.said && !is_clear(std::move(copy), bound.tables, policy)) throw not_clear();
    return bound;
}

void bind_synonym(
    const KnowledgeTerm& term,
    const Table& table,
    const guard::Policy& policy,
    engine::Knowledge& into
) {
    engine::Synonym synonym{.phrase = *term.phrase, .schema = table.schema, .table = table.name};
    if (term.column) {
        const Column& column = column_called(table, *term.column);
        synonym.column = column.name;
        const bool clear = policy.clear(table, column.name) && policy.every_row(table);
        if (term.value && !clear) throw not_clear();
        const bool digits =
            term.value.value_or("0").find_first_not_of("0123456789") == std::string::npos;
        if (numeric(column.type) && !digits)
            throw Error(
                Failure::invalid,
                "knowledge_value",
                fmt::format("{} holds numbers: give the value as one.", column.name)
            );
    }
    synonym.value = term.value.value_or("");
    into.synonyms.push_back(std::move(synonym));
}

void bind_metric(
    const KnowledgeTerm& term,
    const Schema& schema,
    const Table& table,
    const guard::Policy& policy,
    engine::Knowledge& into
) {
    engine::BoundExpression bound = approved(*term.formula, schema, table, policy);
    if (bound.windowed || (!numeric(bound.expr.type) && bound.expr.type != Type::unknown))
        throw Error(
            Failure::invalid,
            "knowledge_formula",
            "A formula gives a number, such as `sum(quantity * unit_price)`, without OVER."
        );
    into.metrics.push_back(
        {*term.phrase, table.schema, table.name, std::move(bound.expr), *term.phrase}
    );
}

void bind_filter(
    const KnowledgeTerm& term,
    const Schema& schema,
    const Table& table,
    const guard::Policy& policy,
    engine::Knowledge& into
) {
    engine::BoundExpression bound = approved(*term.condition, schema, table, policy);
    const bool truth = bound.expr.type == Type::boolean || bound.expr.type == Type::unknown;
    if (bound.windowed || bound.aggregated || !truth)
        throw Error(
            Failure::invalid,
            "knowledge_condition",
            "A condition is true or false for each row, such as `status = 'active'`, without "
            "aggregates."
        );
    into.filters.push_back({*term.phrase, table.schema, table.name, std::move(bound.expr)});
}

void bind_columns(const KnowledgeTerm& term, const Table& table, engine::Knowledge& into) {
    engine::DefaultColumns columns{table.schema, table.name, {}};
    for (const std::string& name : *term.columns)
        columns.columns.push_back(column_called(table, name).name);
    into.columns.push_back(std::move(columns));
}

/// What a term of a kind has; `phrase` apart, which all but one have.
struct Form {
    TermKind kind;
    bool phrase;
    bool column;
    bool formula;
    bool condition;
    bool columns;
};
constexpr std::array forms{
    Form{TermKind::synonym, true, false, false, false, false},
    Form{TermKind::metric, true, false, true, false, false},
    Form{TermKind::filter, true, false, false, true, false},
    Form{TermKind::columns, false, false, false, false, true},
};

template <class Member>
void check(
    std::vector<Fault>& faults,
    const char* pointer,
    const std::optional<Member>& member,
    bool needed,
    bool allowed
) {
    if (needed && !member) faults.push_back({pointer, "is required for a term of this kind"});
    if (!allowed && member) faults.push_back({pointer, "does not belong to a term of this kind"});
}

/// The engine looks for so many words at once.
void check_words(const std::string& phrase, std::vector<Fault>& faults) {
    constexpr std::ptrdiff_t words_max = 6;
    const std::vector<engine::Token> tokens = engine::tokenize(phrase);
    const auto marks = std::ranges::count(tokens, engine::TokenKind::mark, &engine::Token::kind);
    const auto words = std::ranges::count(tokens, engine::TokenKind::word, &engine::Token::kind);
    if (words == 0) faults.push_back({"/phrase", "must have a word in it"});
    if (std::ssize(tokens) - marks > words_max)
        faults.push_back({"/phrase", "must have at most six words"});
}

}  // namespace

std::vector<Fault> faults_of(const KnowledgeTerm& term) {
    std::vector<Fault> faults;
    const Form& form = *std::ranges::find(forms, term.kind, &Form::kind);
    const bool synonym = term.kind == TermKind::synonym;
    check(faults, "/phrase", term.phrase, form.phrase, form.phrase);
    check(faults, "/column", term.column, term.value.has_value() && synonym, synonym);
    check(faults, "/value", term.value, false, synonym);
    check(faults, "/formula", term.formula, form.formula, form.formula);
    check(faults, "/condition", term.condition, form.condition, form.condition);
    check(faults, "/columns", term.columns, form.columns, form.columns);
    if (term.phrase) check_words(*term.phrase, faults);
    return faults;
}

void bind(
    const KnowledgeTerm& term,
    const Schema& schema,
    const guard::Policy& policy,
    engine::Knowledge& into
) {
    const Table& table = table_called(schema, term.table);
    switch (term.kind) {
        case TermKind::synonym:
            return bind_synonym(term, table, policy, into);
        case TermKind::metric:
            return bind_metric(term, schema, table, policy, into);
        case TermKind::filter:
            return bind_filter(term, schema, table, policy, into);
        case TermKind::columns:
            return bind_columns(term, table, into);
    }
}

bool reads_clear(const sql::Query& query, const Schema& schema, const guard::Policy& policy) {
    sql::Query bound = query;
    const std::vector<const Table*> tables = sql::resolve(bound, schema).tables;
    return is_clear(std::move(bound), tables, policy);
}

void bind(
    const VerifiedQuery& verified,
    const std::string& author,
    const Schema& schema,
    const guard::Policy& policy,
    engine::Knowledge& into
) {
    sql::Query query = sql::parse(verified.sql);
    (void)guard::approve(query, schema, policy);
    if (!reads_clear(query, schema, policy)) throw not_clear();
    into.verified.push_back({verified.question, std::move(query), author});
}

void require_sound(const KnowledgeTerm& term, const View& view) {
    json::check(faults_of(term));
    engine::Knowledge bound;
    bind(term, *view.schema, view.policy, bound);
    const std::string* text = term.formula     ? &*term.formula
                              : term.condition ? &*term.condition
                                               : nullptr;
    if (text == nullptr) return;
    const Table& home = table_called(*view.schema, term.table);
    const auto expression = engine::bind_expression(*text, *view.schema, home);
    if (engine::hang_together(*view.pack, expression.outer)) return;
    throw Error(
        Failure::invalid,
        "knowledge_not_joined",
        fmt::format(
            "Nothing leads from each row of {} to one row of each other table that this names. "
            "Choose the table whose rows point at the others.",
            term.table
        )
    );
}

void require_sound(const VerifiedQuery& verified, const View& view) {
    engine::Knowledge bound;
    bind(verified, "", *view.schema, view.policy, bound);
}

std::optional<Error>
trouble_with(const Lesson& lesson, const Schema& schema, const guard::Policy& policy) {
    engine::Knowledge bound;
    try {
        if (const auto* term = std::get_if<KnowledgeTerm>(&lesson.content))
            bind(*term, schema, policy, bound);
        else
            bind(std::get<VerifiedQuery>(lesson.content), "", schema, policy, bound);
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

engine::Knowledge
known_to(const Taught& taught, const Schema& schema, const guard::Policy& policy) {
    engine::Knowledge known;
    for (const Lesson& lesson : taught.lessons) {
        try {
            if (const auto* term = std::get_if<KnowledgeTerm>(&lesson.content))
                bind(*term, schema, policy, known);
            else
                bind(std::get<VerifiedQuery>(lesson.content), lesson.author, schema, policy, known);
        } catch (const Error&) {
            continue;  // it is about what is gone, or hidden from them
        }
    }
    for (const TaughtRelation& relation : taught.relations) {
        if (!known_to(relation, schema, policy)) continue;
        const auto& [from, to] = std::tie(relation.from, relation.to);
        known.keys.push_back(
            {from.schema,
             from.table,
             from.columns.front(),
             to.schema,
             to.table,
             to.columns.front(),
             relation.accepted}
        );
    }
    return known;
}

bool known_to(const TaughtRelation& relation, const Schema& schema, const guard::Policy& policy) {
    const auto shown = [&](const RelationEnd& end) {
        const Table* table = schema.table(end.schema, end.table);
        if (table == nullptr || end.columns.size() != 1) return false;
        const std::string& column = end.columns.front();
        const guard::Relation* fence = policy.relation(*table);
        return table->column(column) != nullptr && (fence == nullptr || !fence->masks(column));
    };
    return shown(relation.from) && shown(relation.to);
}

bool same_subject(const KnowledgeTerm& left, const KnowledgeTerm& right) {
    const auto said = [](const KnowledgeTerm& term) {
        return engine::fold(term.phrase.value_or(""));
    };
    if (left.kind != right.kind || said(left) != said(right) || left.table != right.table)
        return false;
    const bool synonym = left.kind == TermKind::synonym;
    return !synonym || (left.column == right.column && left.value == right.value);
}

bool same_subject(const VerifiedQuery& left, const VerifiedQuery& right) {
    return engine::fold(left.question) == engine::fold(right.question);
}

}  // namespace parlance::catalog
