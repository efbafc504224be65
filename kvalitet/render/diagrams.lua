-- Marks the place of each chart in a form that no text can take; the format puts the picture there.

local known = {}
local told = PANDOC_WRITER_OPTIONS.variables["diagram"]
for _, address in ipairs(type(told) == "table" and told or { told }) do
  known[tostring(address)] = true
end

local PLACES = {
  html = "<!-- kvalitet: diagram %s -->",
  openxml = '<w:p><w:pPr><w:pStyle w:val="KvalitetDiagram"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>',
  typst = '#{ import "diagram.typ": diagram; diagram("%s") }',
}
local FORMS = { docx = "openxml", html5 = "html" }

function Para(paragraph)
  local image = paragraph.content[1]
  if #paragraph.content ~= 1 or image.tag ~= "Image" then
    return nil
  end
  local address = image.src:match("^diagram:(.+)$")
  if not address then
    return nil
  end
  if not known[address] then
    return pandoc.Para(image.caption)
  end
  local form = FORMS[FORMAT] or FORMAT
  -- a percent sign in what replaces would be read as a capture
  return pandoc.RawBlock(form, (PLACES[form]:gsub("%%s", (address:gsub("%%", "%%%%")))))
end
