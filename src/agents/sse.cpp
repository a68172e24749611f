#include "agents/sse.hpp"

#include <string>

namespace parlance::agents {

namespace {

/// Takes one line, ended by LF, CR LF or CR, off the front; false when none is whole.
bool take_line(std::string_view& text, std::string_view& line) {
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return false;
    line = text.substr(0, end);
    const bool pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(end + (pair ? 2 : 1));
    return true;
}

void add_data(std::string_view line, std::string& data, bool& any) {
    if (!line.starts_with("data")) return;
    line.remove_prefix(4);
    if (!line.empty() && line[0] != ':') return;  // another field that begins alike
    if (!line.empty()) line.remove_prefix(1);
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (any) data += '\n';
    data += line;
    any = true;
}

}  // namespace

void for_each_event(std::string_view text, const std::function<void(std::string_view)>& take) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string data;
    bool any = false;
    for (std::string_view line; take_line(text, line);) {
        if (!line.empty()) {
            add_data(line, data, any);
            continue;
        }
        if (any) take(data);
        data.clear();
        any = false;
    }
}

}  // namespace parlance::agents
