#pragma once
#ifdef __cplusplus
extern "C" {
#endif

enum { PHONE_E164_SIZE = 32, PHONE_NATIONAL_SIZE = 64 };

// Reads a number as people write it; one without a country's code is read as in `region` (ISO 3166-1, two capitals).
// Writes it as E.164 and as it is written in its own country; false where it can't be a number.
int phone_number_read(const char *text, const char *region, char e164[PHONE_E164_SIZE], char national[PHONE_NATIONAL_SIZE]);

#ifdef __cplusplus
}
#endif
