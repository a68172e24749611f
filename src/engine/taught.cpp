#include "engine/model.hpp"
#include "engine/refine_lift.hpp"
#include "engine/text.hpp"
#include "sql/functions.hpp"
#include "sql/walk.hpp"

#include <algorithm>

/// What a tenant taught, bound to the tables and columns of the model.
namespace parlance::engine {
namespace {

/// Taught words come before what the names of the schema suggest.
constexpr double synonym_weight = 1.2;
constexpr double metric_weight = 1.3;

std::vector<std::string> words_said(const std::string& phrase) {
    std::vector<std::string> words;
    for (const Token& token : tokenize(phrase)) {
        if (token.kind != TokenKind::mark) words.push_back(token.text);
    }
    return words;
}

std::vector<std::string> stems_said(const std::string& phrase) {
    std::vector<std::string> stems;
    for (const std::string& word : words_said(phrase))
        stems.push_back(stem(word));
    return stems;
}

/// The columns that an expression reads of these tables, outside and inside of its subqueries.
class ColumnsRead final : public sql::Walker {
public:
    ColumnsRead(const Model& model, const std::vector<TableId>& tables)
        : model_(model), tables_(tables) {}

    std::vector<Attr> found;
    bool aggregated = false;

protected:
    void visit(sql::Expr& expr) override {
        if (const auto* call = std::get_if<sql::Call>(&expr.node)) aggregated |= aggregates(*call);
        const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
        if (ref == nullptr || ref->name.size() < 2) return;
        for (const TableId table : tables_) {
            if (model_.table(table).name != ref->name[ref->name.size() - 2]) continue;
            for (const ColumnId id : model_.table(table).columns) {
                if (model_.column(id).name == ref->name.back()) add({.column = id});
            }
        }
    }

private:
    static bool aggregates(const sql::Call& call) {
        const auto* known = call.name.empty() ? nullptr : sql::find_function(call.name.back());
        return !call.over && known != nullptr && known->kind == sql::FunctionKind::aggregate;
    }

    void add(const Attr& attr) {
        if (std::ranges::find(found, attr) == found.end()) found.push_back(attr);
    }

    const Model& model_;
    const std::vector<TableId>& tables_;
};

/// The tables that the columns of an expression are qualified by.
class TablesNamed final : public sql::Walker {
public:
    std::vector<std::string> found;

protected:
    void visit(sql::Expr& expr) override {
        const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
        if (ref != nullptr && ref->name.size() > 1)
            found.push_back(ref->name[ref->name.size() - 2]);
    }
};

/// Home first, then what else is named; inner queries bring their own tables, which stay theirs.
std::vector<TableId> tables_of(sql::Expr expr, TableId home, const Model& model) {
    TablesNamed named;
    named.walk(expr);
    std::vector<TableId> tables{home};
    for (const std::string& name : named.found) {
        for (std::size_t i = 0; i < model.tables().size(); ++i) {
            const auto id = static_cast<TableId>(i);
            const bool here =
                model.table(id).name == name && model.table(id).schema == model.table(home).schema;
            if (here && std::ranges::find(tables, id) == tables.end()) tables.push_back(id);
        }
    }
    return tables;
}

/// As it was written, where the representation has no words for it.
Term as_written(const sql::Expr& expr, TableId home, const Model& model) {
    const std::vector<TableId> tables = tables_of(expr, home, model);
    ColumnsRead read(model, tables);
    sql::Expr copy = expr;
    read.walk(copy);
    Term term = written(std::move(copy), std::move(read.found), home);
    term.aggregated = read.aggregated;
    return term;
}

/// Whether the stems stand in the list from here on.
bool stands_at(
    const std::vector<std::string>& stems,
    const std::vector<std::string>& in,
    std::size_t at
) {
    if (stems.empty() || at + stems.size() > in.size()) return false;
    return std::equal(stems.begin(), stems.end(), in.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Takes the name of the table out of the phrase, where it ends or begins with it.
void split_noun(NamedFilter& filter, std::vector<std::string> noun) {
    if (!filter.noun.empty() || noun.size() >= filter.said.size()) return;
    const std::size_t rest = filter.said.size() - noun.size();
    const bool last = stands_at(noun, filter.said, rest);
    if (!last && !stands_at(noun, filter.said, 0)) return;
    const auto begin = filter.said.begin() + static_cast<std::ptrdiff_t>(last ? rest : 0);
    filter.said.erase(begin, begin + static_cast<std::ptrdiff_t>(noun.size()));
    filter.noun = std::move(noun);
}

std::string joined_stems(const std::vector<std::string>& words) {
    std::string key;
    for (const std::string& word : words)
        key += stem(word);
    return key;
}

}  // namespace

TableId Model::table_named(std::string_view schema, std::string_view name) const {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        if (tables_[i].schema == schema && tables_[i].name == name) return static_cast<TableId>(i);
    }
    return nothing;
}

ColumnId Model::column_named(TableId table, std::string_view name) const {
    for (const ColumnId id : tables_[index(table)].columns) {
        if (columns_[index(id)].name == name) return id;
    }
    return nothing;
}

void Model::learn(Knowledge knowledge) {
    for (const Synonym& synonym : knowledge.synonyms)
        learn(synonym);
    for (const TaughtMetric& metric : knowledge.metrics)
        learn(metric);
    for (const TaughtFilter& filter : knowledge.filters)
        learn(filter);
    for (const DefaultColumns& columns : knowledge.columns)
        learn(columns);
    verified_ = std::move(knowledge.verified);
}

void Model::learn(const Synonym& synonym) {
    const TableId table = table_named(synonym.schema, synonym.table);
    if (table == nothing) return;
    const std::vector<std::string> words = words_said(synonym.phrase);
    if (synonym.column.empty())
        return add_phrase(words, {ElementKind::table, table, synonym_weight});
    const ColumnId column = column_named(table, synonym.column);
    if (column == nothing) return;
    if (synonym.value.empty())
        add_phrase(words, {ElementKind::column, column, synonym_weight});
    else
        values_.add(column, synonym.value, synonym.phrase);
}

void Model::learn(const TaughtMetric& metric) {
    const TableId home = table_named(metric.schema, metric.table);
    if (home == nothing) return;
    const std::vector<TableId> tables = tables_of(metric.formula, home, *this);
    auto term = Lifter(*this, tables).term(metric.formula);
    if (!term) term = as_written(metric.formula, home, *this);
    const bool aggregated = has_aggregate(*term);
    const auto id = static_cast<std::int32_t>(metrics_.size());
    metrics_.push_back({metric.label, std::move(*term), home, aggregated});
    const std::vector<std::string> words = words_said(metric.phrase);
    // It replaces a measure that the engine would have derived under this name.
    std::erase_if(phrases_[joined_stems(words)], [&](const Element& known) {
        return known.kind == ElementKind::metric && known.weight < 1;
    });
    add_phrase(words, {ElementKind::metric, id, metric_weight});
}

void Model::learn(const TaughtFilter& taught) {
    const TableId home = table_named(taught.schema, taught.table);
    if (home == nothing) return;
    const std::vector<TableId> tables = tables_of(taught.condition, home, *this);
    auto condition = Lifter(*this, tables).condition(taught.condition);
    if (!condition) {
        condition = compare(
            as_written(taught.condition, home, *this),
            Compare::equal,
            literal(TermKind::boolean, "true")
        );
    }
    NamedFilter filter{.phrase = taught.phrase, .condition = std::move(*condition), .table = home};
    filter.said = stems_said(taught.phrase);
    if (filter.said.empty()) return;
    std::vector<std::string> name;
    for (const std::string& word : tables_[index(home)].words)
        name.push_back(stem(word));
    split_noun(filter, name);
    // The table may be called by another word of one's own.
    for (const std::string& word : {filter.said.back(), filter.said.front()}) {
        const auto& known = meanings(word);
        const bool called = std::ranges::any_of(known, [&](const Element& each) {
            return each.kind == ElementKind::table && each.id == home && each.weight >= 1;
        });
        if (called) split_noun(filter, {word});
    }
    filters_at_[filter.said.front()].push_back(filters_.size());
    filters_.push_back(std::move(filter));
}

void Model::learn(const DefaultColumns& columns) {
    const TableId table = table_named(columns.schema, columns.table);
    if (table == nothing) return;
    std::vector<ColumnId> listed;
    for (const std::string& name : columns.columns) {
        if (const ColumnId id = column_named(table, name); id != nothing) listed.push_back(id);
    }
    tables_[index(table)].listed = std::move(listed);
}

const std::vector<std::size_t>& Model::filters_at(const std::string& first) const {
    static const std::vector<std::size_t> none;
    const auto found = filters_at_.find(first);
    return found == filters_at_.end() ? none : found->second;
}

}  // namespace parlance::engine
