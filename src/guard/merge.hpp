#pragma once

#include "guard/policy_document.hpp"
#include "guard/sight.hpp"
#include "sql/ast.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace parlance::guard {

/// What all rules together say about one table.
struct TableSight {
    bool hidden = false;
    std::vector<ColumnRule> columns;     ///< one for each column of the table, in its order
    std::optional<sql::Expr> rows;       ///< which rows are seen; all when empty
    std::vector<std::string> row_rules;  ///< ids of the rules that say so
    std::string pointer;                 ///< into the document, for reports
};

/// The rules of a document that are about one person, put together.
class Merged {
public:
    /// Reports what the rules name and `schema` does not have.
    Merged(const PolicyDocument& document, const Schema& schema, const Asker& who);

    [[nodiscard]] TableSight table(const Table& table);
    /// Whether a rule speaks about this very table.
    [[nodiscard]] bool names(const Table& table) const;
    [[nodiscard]] Limits limits(Limits most) const;
    [[nodiscard]] std::vector<std::string> ids() const;

    void report(std::string pointer, std::string detail);
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

private:
    using Entry = std::pair<const std::string, TableRule>;

    struct Applied {
        const PolicyRule* rule;
        std::size_t index;                                          ///< in the document
        std::unordered_map<std::string, const Entry*> tables = {};  ///< by the key, see `folded`
    };

    void index_tables(Applied& one) const;
    [[nodiscard]] std::string folded(std::string_view name) const;
    /// What the rule says of the table, and under which key; null when it does not name it.
    [[nodiscard]] const Entry* entry_of(const Applied& one, const Table& table) const;
    [[nodiscard]] const TableRule* rule_of(const Applied& one, const Table& table) const;
    [[nodiscard]] std::string pointer_to(const Applied& one, const Table& table) const;
    [[nodiscard]] std::unordered_set<std::string> names_there() const;
    void look_for_vanished(const Applied& one, const std::unordered_set<std::string>& there);
    /// What the rule says of this column by name; null when it does not name it.
    [[nodiscard]] const ColumnRule* named(const TableRule* rule, std::string_view column) const;
    [[nodiscard]] bool is_same(std::string_view a, std::string_view b) const;
    void
    report_missing_columns(const TableRule& rule, const Table& table, TableSight& of, bool& broken);
    void mask_generated(const Table& table, TableSight& of) const;
    ColumnRule column(const Table& table, const Column& column, bool& broken);
    [[nodiscard]] static std::string id_of(const Applied& one);
    bool add_rows(const Applied& one, const Table& table, TableSight& to);

    const Schema& schema_;
    const Asker& who_;
    std::vector<Applied> applied_;
    std::vector<Problem> problems_;
    bool vanished_ = false;  ///< a table that a rule names is gone, perhaps under another name
};

}  // namespace parlance::guard
