#include "serve/router.hpp"

#include "serve/query_string.hpp"

#include <stdexcept>

namespace parlance::serve {

namespace {

/// Takes the first segment off a path that starts with a slash.
std::string_view take_segment(std::string_view& rest) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    return segment;
}

bool is_parameter(std::string_view segment) {
    return segment.starts_with('{') && segment.ends_with('}');
}

PathValues values_of(std::string_view path, const std::vector<std::string_view>& taken) {
    PathValues values;
    auto next = taken.begin();
    while (!path.empty()) {
        const std::string_view segment = take_segment(path);
        if (!is_parameter(segment)) continue;
        values.emplace_back(
            segment.substr(1, segment.size() - 2), percent_decoded(*next++, Plus::stays)
        );
    }
    return values;
}

constexpr std::array methods{Method::get, Method::post, Method::put, Method::patch, Method::remove};

std::string allow_of(const std::array<const Operation*, 5>& by_method) {
    std::string allow = "OPTIONS";
    for (const Method method : methods) {
        if (by_method[std::to_underlying(method)] == nullptr) continue;
        allow += method == Method::get ? ", GET, HEAD" : ", ";
        if (method != Method::get) allow += name_of(method);
    }
    return allow;
}

}  // namespace

Router::Router(std::span<const Operation> operations) {
    for (const Operation& operation : operations) {
        if (operation.facts.http) add(operation);
    }
}

bool Router::Node::ends_here() const {
    return std::ranges::any_of(by_method, [](const Operation* each) { return each != nullptr; });
}

void Router::add(const Operation& operation) {
    Node* node = &root_;
    std::string_view rest = operation.facts.path;
    while (!rest.empty()) {
        const std::string_view segment = take_segment(rest);
        std::unique_ptr<Node>& next =
            is_parameter(segment) ? node->parameter : node->literals[segment];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    const Operation*& place = node->by_method[std::to_underlying(operation.facts.method)];
    if (place != nullptr) {
        throw std::logic_error(
            "two operations have one path: " + std::string(place->facts.id) + " and " +
            std::string(operation.facts.id)
        );
    }
    place = &operation;
}

const Router::Node*
Router::walk(const Node& node, std::string_view rest, std::vector<std::string_view>& taken) {
    if (rest.empty()) return node.ends_here() ? &node : nullptr;
    const std::string_view segment = take_segment(rest);
    if (const auto literal = node.literals.find(segment); literal != node.literals.end()) {
        if (const Node* end = walk(*literal->second, rest, taken)) return end;
    }
    if (!node.parameter || segment.empty()) return nullptr;
    taken.push_back(segment);
    const Node* end = walk(*node.parameter, rest, taken);
    if (end == nullptr) taken.pop_back();
    return end;
}

std::optional<Router::Match> Router::find(std::string_view method, std::string_view path) const {
    if (!path.starts_with('/')) return std::nullopt;
    std::vector<std::string_view> taken;
    const Node* node = walk(root_, path, taken);
    if (node == nullptr) return std::nullopt;
    Match match;
    const auto wanted = std::ranges::find(methods, method == "HEAD" ? "GET" : method, name_of);
    if (wanted != methods.end()) match.operation = node->by_method[std::to_underlying(*wanted)];
    if (match.operation == nullptr) {
        match.allow = allow_of(node->by_method);
    } else if (!taken.empty()) {
        match.values = values_of(match.operation->facts.path, taken);
    }
    return match;
}

}  // namespace parlance::serve
