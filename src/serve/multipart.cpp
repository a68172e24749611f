#include "serve/multipart.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::serve {

namespace {

constexpr std::size_t headers_max = 8 * 1024;
constexpr std::size_t boundary_max = 70;  // RFC 2046 §5.1.1

[[noreturn]] void malformed(std::string_view why) {
    throw Error(
        Failure::invalid, "malformed_request", fmt::format("This is no form with a file: {}.", why)
    );
}

char lower(char each) {
    return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
}

std::string lowered(std::string_view text) {
    std::string made(text);
    std::ranges::transform(made, made.begin(), lower);
    return made;
}

/// The value of `name=` in a header, quoted or not; nothing when it is absent.
std::string parameter(std::string_view header, std::string_view name) {
    const std::string marker = fmt::format("; {}=", name);
    std::string spaced;
    for (const char each : header) {
        spaced += each;
        if (each == ';') spaced += ' ';
    }
    std::string folded = lowered(spaced);
    std::size_t at = folded.find(marker);
    if (at == folded.npos) at = folded.find(fmt::format(";  {}=", name));
    if (at == folded.npos) return {};
    std::string_view rest = std::string_view(spaced).substr(spaced.find('=', at) + 1);
    if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find_first_of("; ")));
    std::string value;
    for (std::size_t index = 1; index < rest.size() && rest[index] != '"'; ++index) {
        if (rest[index] == '\\' && index + 1 < rest.size()) ++index;
        value += rest[index];
    }
    return value;
}

}  // namespace

bool is_form(std::string_view content_type) noexcept {
    constexpr std::string_view form = "multipart/form-data";
    const std::string_view type = content_type.substr(0, form.size());
    return std::ranges::equal(type, form, {}, lower);
}

std::string boundary_of(std::string_view content_type) {
    std::string boundary = parameter(content_type, "boundary");
    if (boundary.empty() || boundary.size() > boundary_max) malformed("the boundary is missing");
    return boundary;
}

// The first boundary has no line end before it; a line end put there makes it like the others.
Multipart::Multipart(std::string boundary) : delimiter_("\r\n--" + boundary), held_("\r\n") {}

void Multipart::add(std::string_view piece) {
    held_.erase(0, used_);
    used_ = 0;
    held_ += piece;
}

void Multipart::finish() {
    finished_ = true;
}

std::string_view Multipart::take() {
    while (state_ != State::content && state_ != State::ended) {
        const bool got_on = state_ == State::preamble ? take_preamble() : take_headers();
        if (got_on) continue;
        if (finished_) malformed("it ends too early");
        return {};
    }
    return state_ == State::content ? take_content() : std::string_view();
}

bool Multipart::take_preamble() {
    const std::size_t at = held_.find(delimiter_, used_);
    if (at == held_.npos) {
        used_ = held_.size() - std::min(held_.size(), delimiter_.size());
        return false;
    }
    if (held_.size() < at + delimiter_.size() + 2) return false;
    if (held_.compare(at + delimiter_.size(), 2, "\r\n") != 0) malformed("it has no part");
    used_ = at + delimiter_.size();
    state_ = State::headers;
    return true;
}

bool Multipart::take_headers() {
    const std::size_t end = held_.find("\r\n\r\n", used_);
    if (end == held_.npos) {
        if (held_.size() - used_ > headers_max) malformed("the headers of its part are too long");
        return false;
    }
    std::string_view rest = std::string_view(held_).substr(used_, end - used_);
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find("\r\n"));
        rest.remove_prefix(std::min(rest.size(), line.size() + 2));
        if (lowered(line).starts_with("content-disposition:"))
            file_name_ = parameter(line, "filename");
    }
    if (file_name_.empty() || !is_utf8(file_name_)) malformed("its first part is no file");
    used_ = end + 4;
    state_ = State::content;
    // An empty file's boundary follows at once: it shares the line end of the headers.
    held_.replace(0, used_, "");
    used_ = 0;
    if (held_.starts_with(std::string_view(delimiter_).substr(2))) held_.insert(0, "\r\n");
    return true;
}

std::string_view Multipart::take_content() {
    const std::size_t at = held_.find(delimiter_, used_);
    const std::size_t before = used_;
    if (at == held_.npos) {
        if (finished_) malformed("it ends too early");
        const std::size_t safe = held_.size() - std::min(held_.size(), delimiter_.size() - 1);
        used_ = std::max(used_, safe);
        return std::string_view(held_).substr(before, used_ - before);
    }
    if (at > before) {
        used_ = at;
        return std::string_view(held_).substr(before, at - before);
    }
    if (held_.size() < at + delimiter_.size() + 2) {
        if (finished_) malformed("it ends too early");
        return {};
    }
    if (held_.compare(at + delimiter_.size(), 2, "--") != 0) malformed("it has a second part");
    state_ = State::ended;
    return {};
}

}  // namespace parlance::serve
