#pragma once

#include "catalog/knowledge.hpp"
#include "catalog/view.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What dbt projects say of their models, as what a source can be taught.
namespace parlance::catalog {

/// What something of a file becomes; `monostate`: nothing.
using DbtLesson = std::variant<std::monostate, WrittenDescription, TaughtRelation, KnowledgeTerm>;

/// One thing that a file says.
struct DbtItem {
    std::string pointer;  ///< into the file
    std::string subject;  ///< of whom: `orders.status`, as the file calls it
    DbtLesson lesson;
    std::string passed;  ///< why it becomes nothing
};

/// Reads files of a project, one or several as documents of one stream: what one defines, another
/// may use. Each is a properties file (`models`, `sources`, `seeds`, `snapshots`) or semantic
/// models with their metrics, for one who sees the source like this. Terms are not yet held against
/// the source. Throws `Error` (invalid, `knowledge_file`) for what is no such file, or hostile
/// YAML.
[[nodiscard]] std::vector<DbtItem> read_dbt(std::string_view yaml, const View& view);

}  // namespace parlance::catalog
