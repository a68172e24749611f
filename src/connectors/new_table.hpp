#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace parlance::connectors {

/// NULL, a whole number, a number or text.
using NewCell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A table to be made: its name, its CREATE TABLE statement (our own text, never a person's), and
/// its rows, each as long as the table is wide.
struct NewTable {
    std::string name;
    std::string create;
    std::vector<std::vector<NewCell>> rows;
    std::string schema = "main";  ///< made with it; SQLite has no other one
};

}  // namespace parlance::connectors
