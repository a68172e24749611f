#include "cli/settings.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <cstdlib>
#include <deque>

namespace parlance::cli {

namespace {

/// `tls_key` is the flag and key `tls-key` and the variable `PARLANCE_TLS_KEY`.
std::string flag_of(std::string_view name) {
    std::string flag(name);
    std::ranges::replace(flag, '_', '-');
    return flag;
}

std::string variable_of(std::string_view name) {
    std::string variable = "PARLANCE_";
    for (const char each : name)
        variable += each >= 'a' && each <= 'z' ? static_cast<char>(each - 32) : each;
    return variable;
}

const char* environment(const std::string& variable) {
    return std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): before any thread
}

std::string kind_of(const json::Shape& shape) {
    switch (shape.kind) {
        case json::Kind::optional:
            return kind_of(shape.inner());
        case json::Kind::integer:
            return "NUMBER";
        case json::Kind::choice: {
            std::string names;
            for (const json::Choice& choice : shape.choices)
                names += (names.empty() ? "" : "|") + std::string(choice.name);
            return names;
        }
        default:
            return "TEXT";
    }
}

/// The default as help shows it; empty when there is none to show.
std::string default_of(const json::Field& field) {
    Config defaults;
    std::string text;
    json::write(text, field.at(&defaults), field.shape());
    if (text == "null" || text == "\"\"") return {};
    std::erase(text, '"');
    return " [" + text + "]";
}

/// `--allow-private` alone means true; every other option has a value, and the last one counts.
CLI::Option*
add_option(CLI::App& words, const json::Field& field, std::string& text, const std::string& help) {
    const std::string flag = "--" + flag_of(field.name);
    if (field.shape().kind == json::Kind::boolean)
        return words.add_flag(flag, text, help)->take_last();
    CLI::Option* option = words.add_option(flag, text, help);
    return option->type_name(kind_of(field.shape()))->take_last();
}

[[noreturn]] void bad_setting(std::string message) {
    throw Error(Failure::invalid, "bad_setting", std::move(message));
}

void set(
    Config& config,
    const json::Field& field,
    const std::string& text,
    const std::string& where
) {
    std::vector<Fault> faults;
    json::read_text(&config, field, text, faults);
    if (!faults.empty()) bad_setting(fmt::format("{} {}.", where, faults.front().detail));
}

}  // namespace

struct Settings::Impl {
    /// An option of the command line and the member that it sets.
    struct Setting {
        const json::Field& field;
        std::string text;
        CLI::Option* option = nullptr;
    };

    std::deque<Setting> settings;  // a deque, for the options keep references into it
    std::string file;

    void read_file(Config& config) const {
        std::vector<CLI::ConfigItem> items;
        try {
            items = CLI::ConfigTOML().from_file(file);
        } catch (const CLI::Error&) {
            bad_setting("The configuration file " + file + " cannot be read.");
        }
        for (const CLI::ConfigItem& item : items) {
            const std::string key = item.fullname();
            if (key.ends_with("++") || key.ends_with("--"))
                continue;  // where a section begins and ends
            const auto known = std::ranges::find_if(settings, [&](const Setting& each) {
                return flag_of(each.field.name) == key;
            });
            if (known == settings.end())
                bad_setting(fmt::format("{} has the unknown key {}.", file, key));
            if (item.inputs.size() != 1)
                bad_setting(fmt::format("{} in {} needs one value.", key, file));
            set(config, known->field, item.inputs.front(), key + " in " + file);
        }
    }
};

Settings::Settings(CLI::App& words) : impl_(std::make_unique<Impl>()) {
    for (const json::Field& field : json::shape_of<Config>().fields) {
        auto& setting = impl_->settings.emplace_back(field);
        const std::string help =
            fmt::format("{}{} ({})", field.note.says, default_of(field), variable_of(field.name));
        setting.option = add_option(words, field, setting.text, help);
    }
    words.add_option(
        "--config", impl_->file, "TOML file with the same names as keys. (PARLANCE_CONFIG)"
    );
}

Settings::~Settings() = default;

Config Settings::read_config() const {
    if (const char* named = environment("PARLANCE_CONFIG"); named != nullptr && impl_->file.empty())
        impl_->file = named;
    Config config;
    if (!impl_->file.empty()) impl_->read_file(config);
    for (const auto& setting : impl_->settings) {
        const std::string variable = variable_of(setting.field.name);
        if (const char* value = environment(variable)) set(config, setting.field, value, variable);
        if (setting.option->count() > 0)
            set(config, setting.field, setting.text, "--" + flag_of(setting.field.name));
    }
    return config;
}

}  // namespace parlance::cli
