// libphonenumber speaks C++ alone; Swift is given one function of C.
#include "phone_number.h"

#include <cstring>
#include <string>

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {
bool keep(const std::string &text, char *target, size_t size) {
    if (text.size() >= size) return false;
    std::memcpy(target, text.c_str(), text.size() + 1);
    return true;
}
}  // namespace

extern "C" int phone_number_read(
    const char *text, const char *region, char e164[PHONE_E164_SIZE], char national[PHONE_NATIONAL_SIZE]) {
    const PhoneNumberUtil &numbers = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (numbers.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    // New ranges are opened faster than the system's table of them is renewed: the length decides.
    if (!numbers.IsPossibleNumber(number)) return 0;
    number.clear_extension();
    std::string formatted;
    numbers.Format(number, PhoneNumberUtil::E164, &formatted);
    if (!keep(formatted, e164, PHONE_E164_SIZE)) return 0;
    numbers.Format(number, PhoneNumberUtil::NATIONAL, &formatted);
    return keep(formatted, national, PHONE_NATIONAL_SIZE);
}
