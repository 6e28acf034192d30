import Booking
import Messaging
import Postgres
import TestCluster
import Testing
import Web

@testable import Handlers

extension OwnersPages {
    private static let sid = "HX" + String(repeating: "0a", count: 16)

    @Test func theOwnerSeesWhatWasTextedAndWhatBecameOfIt() throws {
        try front.database.owner().execute(
            """
            with tenant as (select id from holdfast.tenants where slug = 'demo'),
            named as (select set_config('holdfast.tenant', id::text, false) from tenant),
            number as (insert into holdfast.phone_numbers (tenant_id, number) select id, '+12125550111' from tenant returning tenant_id, id)
            insert into holdfast.texts_out (tenant_id, kind, channel, number_id, recipient, body, asked, status, reason, error_code, repeated, created_at)
            select number.tenant_id, 'reply', 'sms', number.id, '+12125550142', t.body, true, t.status, t.reason, t.code, t.repeated, holdfast.now()
            from number, named, (values ('See <you>.', 'delivered', 'wrote', null::integer, true), ('Hello.', 'undelivered', 'landline', 30006, false),
                ('Later.', 'queued', 'quiet_hours', null, false)) t (body, status, reason, code, repeated)
            """)
        try signIn()
        let page = front.get("/admin/texts").text
        #expect(page.contains("See &lt;you&gt;.") && page.contains("Delivered. It may have arrived twice."))
        #expect(page.contains("Not delivered: the number is a landline (30006)"))
        #expect(page.contains("Waiting: until the quiet hours end"))
    }

    @Test func theOwnerNamesATemplateAndTakesItAway() throws {
        try signIn()
        let form = try front.get("/admin/texts").form { $0 == "/admin/texts" }
        let changes = ["kind": "reminder", "language": "es", "sid": Self.sid]
        #expect(front.submit(form, changes).status == 303)
        #expect(front.get("/admin/texts").text.contains(Self.sid))
        #expect(front.submit(form, changes.merging(["sid": "HX12"]) { $1 }).status == 422)
        #expect(front.submit(form, changes.merging(["kind": "reply"]) { $1 }).status == 422)
        #expect(front.submit(form, changes.merging(["sid": ""]) { $1 }).status == 303)
        #expect(!front.get("/admin/texts").text.contains(Self.sid))
    }

    @Test func aTextsLinkLeadsToTheBookingAndNoOtherDoes() throws {
        let dentist = Dentist(front: front)
        _ = dentist.book(try #require(dentist.slots().first))
        let id = try front.database.owner().rows("select id from holdfast.bookings where reference is not null order by id desc limit 1") {
            row throws(DatabaseError) in try row.read("id", as: Int64.self)
        }[0]
        let link = ShortLink.url(Appointment.ID(id), of: "demo", publicURL: "", keys: front.house.keys)
        let answer = front.get(link)
        #expect(answer.status == 303 && answer.location.hasPrefix("/manage/"))
        #expect(front.get(answer.location).text.contains("Cleaning"))
        #expect(front.get(link.replacing("/demo/", with: "/barber/")).status == 404)
        #expect(front.get(link + "A").status == 404)
    }
}
