-- The templates that may be sent by WhatsApp at any time.
select kind, language, content_sid from holdfast.whatsapp_templates
where tenant_id = current_setting('holdfast.tenant')::bigint order by kind, language
