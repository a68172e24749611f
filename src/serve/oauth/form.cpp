#include "serve/oauth/form.hpp"

#include "base/json.hpp"
#include "serve/query_string.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <set>

namespace parlance::serve::oauth {

namespace {

constexpr std::size_t text_max = std::size_t{16} * 1024;

std::vector<std::pair<std::string, std::string>> values_in(std::string_view text) {
    if (text.size() > text_max) throw Refusal{"invalid_request", "The request is too long."};
    try {
        return query_values(text);
    } catch (const Error&) {
        throw Refusal{"invalid_request", "The request is not a proper form."};
    }
}

}  // namespace

File json_answer(std::string text, int status) {
    return {.content_type = "application/json", .content = std::move(text), .status = status};
}

File answer_of(const Refusal& refusal) {
    std::string text;
    json::write(
        text,
        boost::json::object{{"error", refusal.error}, {"error_description", refusal.description}}
    );
    return json_answer(std::move(text), refusal.status);
}

Form::Form(std::string_view text) : values_(values_in(text)) {
    std::set<std::string_view> seen;
    for (const auto& [name, value] : values_) {
        if (!seen.insert(name).second)
            throw Refusal{"invalid_request", "A parameter stands twice."};
    }
}

std::optional<std::string> Form::find(std::string_view name) const {
    for (const auto& [each, value] : values_)
        if (each == name && !value.empty()) return value;
    return std::nullopt;
}

std::string Form::get(std::string_view name) const {
    std::optional<std::string> value = find(name);
    if (!value) throw Refusal{"invalid_request", fmt::format("`{}` is missing.", name)};
    return std::move(*value);
}

Form form_of(const Call& call) {
    const std::string_view type = call.header("Content-Type");
    if (!type.substr(0, type.find(';')).starts_with("application/x-www-form-urlencoded"))
        throw Refusal{"invalid_request", "Send a form, as application/x-www-form-urlencoded."};
    return Form(call.text());
}

}  // namespace parlance::serve::oauth
