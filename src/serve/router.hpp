#pragma once

#include "serve/operation.hpp"

#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlance::serve {

/// The members of a request that stood in the path, decoded.
using PathValues = std::vector<std::pair<std::string_view, std::string>>;

/// Finds the operation that a method and a path mean. A literal segment wins over a parameter.
class Router {
public:
    explicit Router(std::span<const Operation> operations);

    struct Match {
        const Operation* operation = nullptr;  ///< null: the path is known, but not the method
        PathValues values;
        std::string allow;  ///< the methods that the path has, as `Allow` lists them
    };

    /// Nothing when no operation has this path. Throws `Error` (malformed_request) for a path whose
    /// percent signs make no sense. `path` has no query.
    [[nodiscard]] std::optional<Match> find(std::string_view method, std::string_view path) const;

private:
    struct Node {
        std::map<std::string_view, std::unique_ptr<Node>> literals;
        std::unique_ptr<Node> parameter;
        std::array<const Operation*, 5> by_method{};

        [[nodiscard]] bool ends_here() const;
    };
    static const Node*
    walk(const Node& node, std::string_view rest, std::vector<std::string_view>& taken);
    void add(const Operation& operation);

    Node root_;
};

}  // namespace parlance::serve
