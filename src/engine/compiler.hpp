#pragma once

#include "engine/compile.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace parlance::engine {

/// Names given to the relations of one statement; each is used once.
class Names {
public:
    [[nodiscard]] std::string fresh(const std::string& wanted);

private:
    std::set<std::string> used_;
};

/// Compiles one level of a representation; a new one is made for every subquery.
class Compiler {
public:
    Compiler(const Model& model, Names& names, const Compiler* outer)
        : model_(model), names_(names), outer_(outer) {}

    [[nodiscard]] std::optional<sql::Query> run(const Qir& query);
    [[nodiscard]] Compiled& facts() { return facts_; }

private:
    struct Instance {
        TableId table = nothing;
        std::int32_t via = nothing;
        auto operator<=>(const Instance&) const = default;
    };

    // compiler_from.cpp: which tables, how they join
    bool plan(const Qir& query);
    void collect_tables(const Qir& query);
    [[nodiscard]] std::vector<TableId> tables_of(const Pred& pred) const;
    [[nodiscard]] std::map<TableId, TableId> grow_tree(const Qir& query);
    void split_conditions(const Qir& query);
    void name_tables();
    [[nodiscard]] std::vector<sql::From> from_clause();
    [[nodiscard]] sql::From relation(const Instance& instance);
    [[nodiscard]] sql::Expr
    join_condition(const Key& key, const std::string& from, const std::string& to);
    void note_key(std::int32_t key);
    [[nodiscard]] std::optional<sql::Expr> exists_query(const Pred& pred, TableId anchor);
    [[nodiscard]] bool
    plan_exists(const Pred& pred, TableId anchor, const std::string& anchor_alias);

    // compiler.cpp: the clauses
    [[nodiscard]] std::optional<sql::Query> plain(const Qir& query);
    [[nodiscard]] std::optional<sql::Query> from_source(const Qir& query);
    void add_items(const Qir& query, sql::Select& select);
    void add_conditions(const Qir& query, sql::Select& select);
    void add_groups(const Qir& query, sql::Select& select);
    void add_order(const Qir& query, sql::Query& made);
    [[nodiscard]] std::optional<sql::Query> limited_per(const Qir& query, sql::Query made);

    // compiler_terms.cpp: expressions
    [[nodiscard]] sql::Expr term(const Term& term);
    [[nodiscard]] sql::Expr attribute(const Attr& attr);
    [[nodiscard]] sql::Expr plain_attribute(const Attr& attr);
    [[nodiscard]] sql::Expr grained(sql::Expr moment, const Attr& attr);
    [[nodiscard]] sql::Expr aggregated(const Term& term);
    [[nodiscard]] sql::Expr windowed(const Term& term);
    [[nodiscard]] sql::Expr divided(const Term& term);
    [[nodiscard]] sql::Expr condition(const Pred& pred);
    [[nodiscard]] sql::Expr comparison(const Pred& pred);
    [[nodiscard]] sql::Expr literal_for(const Term& literal, const Attr* column);
    [[nodiscard]] bool may_be_null(const Term& term) const;
    [[nodiscard]] bool has_clock(const Term& moment) const;
    [[nodiscard]] sql::Expr taught(const Term& term);
    [[nodiscard]] bool whole_number(const Term& term) const;

    const Model& model_;
    Names& names_;
    const Compiler* outer_ = nullptr;
    Compiled facts_;
    bool failed_ = false;

    std::vector<std::int32_t> prefer_;
    JoinTree tree_;
    std::vector<TableId> hard_;      ///< must be joined: shown, grouped, sorted, aggregated
    std::vector<TableId> measured_;  ///< tables whose rows are counted or summed
    std::vector<Instance> roles_;    ///< second instances, reached by a key of their own
    std::vector<Pred> conditions_;   ///< WHERE, but for those that went into `moved_`
    std::map<TableId, Pred> moved_;  ///< EXISTS made of conditions that would double rows, by
                                     ///< the joined table that they hang on
    std::vector<Pred> having_;
    std::map<Instance, std::string> aliases_;
    std::vector<Attr> group_;
    bool grouped_ = false;
    bool qualified_ = false;
    TableId shadow_ = nothing;      ///< in EXISTS: the outer table that is not joined again
    std::vector<sql::Expr> links_;  ///< in EXISTS: what ties it to the outer query
    std::string source_;            ///< the alias of the source query
    std::vector<std::string> source_columns_;
};

}  // namespace parlance::engine
