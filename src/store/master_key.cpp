#include "store/master_key.hpp"

#include "base/error.hpp"
#include "store/private_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <set>

namespace parlance::store {

namespace {

/// Fewer different bytes than any random key has; catches zeros, repetitions and counting.
constexpr std::size_t distinct_bytes_min = 16;

std::filesystem::path file_of(const MasterKeyPlace& place) {
    return place.folder / "master.key";
}

bool looks_typed(std::string_view key) {
    return std::ranges::all_of(key, [](char letter) { return letter >= ' ' && letter <= '~'; });
}

[[noreturn]] void weak_key(const char* what) {
    throw Error(
        Failure::internal,
        "weak_key",
        std::string("The master key ") + what +
            ". It must be 32 random bytes as base64url or hexadecimal, such as "
            "`openssl rand -hex 32` prints."
    );
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::vector<MasterKey> parse_all(const Secret& text, std::string_view separators) {
    std::vector<MasterKey> keys;
    std::string_view rest = text.reveal();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(separators), rest.size());
        const std::string_view word = trimmed(rest.substr(0, end));
        if (!word.empty()) keys.push_back(parse_master_key(word));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (keys.empty()) weak_key("is empty");
    return keys;
}

Secret output_of(const std::string& command) {
    std::FILE* const pipe = ::popen(command.c_str(), "re");
    std::string text;
    std::array<char, 512> part{};
    while (pipe != nullptr && text.size() < 4096) {
        const std::size_t size = std::fread(part.data(), 1, part.size(), pipe);
        if (size == 0) break;
        text.append(part.data(), size);
    }
    const int status = pipe == nullptr ? -1 : ::pclose(pipe);
    Secret output(std::move(text));
    if (status == 0) return output;
    throw Error(
        Failure::internal, "key_command_failed", "The command for the master key has failed."
    );
}

std::string lines_of(const std::vector<MasterKey>& keys) {
    std::string text;
    for (const MasterKey& key : keys)
        text += to_base64url(key.key.reveal()) + "\n";
    return text;
}

}  // namespace

MasterKeyPlace usual_master_key_place(const std::filesystem::path& data) {
    MasterKeyPlace place{data / "keys", std::nullopt, ""};
    // NOLINTBEGIN(concurrency-mt-unsafe): read once, before the doors open
    if (const char* given = std::getenv("PARLANCE_MASTER_KEY"))
        place.given = Secret(std::string_view(given));
    if (const char* command = std::getenv("PARLANCE_MASTER_KEY_COMMAND")) place.command = command;
    // NOLINTEND(concurrency-mt-unsafe)
    return place;
}

MasterKey parse_master_key(std::string_view text) {
    std::optional<std::string> bytes = from_hex(text);
    if (!bytes) bytes = from_base64url(text);
    if (!bytes || bytes->size() != sealing_key_bytes) weak_key("has another length");
    Secret key(std::move(*bytes));
    const std::string_view letters = key.reveal();
    if (std::set(letters.begin(), letters.end()).size() < distinct_bytes_min)
        weak_key("repeats itself");
    if (looks_typed(letters)) weak_key("is a text that somebody typed");
    return {to_hex(bytes_of(sha256(letters)).substr(0, 16)), std::move(key)};
}

bool keeps_key_file(const MasterKeyPlace& place) {
    return !place.given && place.command.empty();
}

std::vector<MasterKey> load_master_keys(const MasterKeyPlace& place, bool may_create) {
    if (place.given) return parse_all(*place.given, ",");
    if (!place.command.empty()) return parse_all(output_of(place.command), ",\n");
    if (!std::filesystem::exists(file_of(place))) {
        if (!may_create) {
            throw Error(
                Failure::internal,
                "key_missing",
                "The store holds sealed secrets, but the master key that opens them is missing. "
                "Bring back keys/master.key from the backup."
            );
        }
        create_private_file(file_of(place), to_base64url(random_bytes(sealing_key_bytes)) + "\n");
    }
    return parse_all(read_private_file(file_of(place)), "\n");
}

std::vector<MasterKey> retired_master_keys(const MasterKeyPlace& place) {
    std::vector<MasterKey> keys;
    const std::filesystem::path folder = place.folder / "retired";
    if (!std::filesystem::is_directory(folder)) return keys;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".key") continue;
        std::ranges::move(
            parse_all(read_private_file(entry.path()), "\n"), std::back_inserter(keys)
        );
    }
    return keys;
}

void add_master_key(const MasterKeyPlace& place) {
    std::vector<MasterKey> keys = load_master_keys(place, false);
    keys.insert(keys.begin(), parse_master_key(to_base64url(random_bytes(sealing_key_bytes))));
    replace_private_file(file_of(place), lines_of(keys));
}

void retire_master_keys(const MasterKeyPlace& place) {
    std::vector<MasterKey> keys = load_master_keys(place, false);
    for (std::size_t index = 1; index < keys.size(); ++index) {
        replace_private_file(
            place.folder / "retired" / (keys[index].id + ".key"), lines_of({keys[index]})
        );
    }
    keys.resize(1);
    replace_private_file(file_of(place), lines_of(keys));
}

}  // namespace parlance::store
