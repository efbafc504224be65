-- The place of the contents: after the point, and only where a document is long enough to get lost in.

local SUMMARY = "Sammanfattning"
-- a shorter document shows its headings at a glance
local SHORTEST = 13500
local FEWEST = 6
-- so many lines of contents are as many as are read
local MOST = 34
local ROW = 110
local CHART = 1500

local PLACES = {
  html = { "html", "<!-- kvalitet: innehåll %d -->" },
  docx = { "openxml", '<w:p><w:pPr><w:pStyle w:val="KvalitetInnehall"/></w:pPr><w:r><w:t>%d</w:t></w:r></w:p>' },
  typst = { "typst", "#innehall(%d)" },
}

local function top_level(blocks)
  local top = 9
  for _, block in ipairs(blocks) do
    top = block.tag == "Header" and math.min(top, block.level) or top
  end
  return top
end

-- about how long a document is, in letters
local function size(blocks)
  local total = 0
  for _, block in ipairs(blocks) do
    if block.tag == "Table" then
      for _, body in ipairs(block.bodies) do
        total = total + ROW * #body.body
      end
    elseif block.tag == "RawBlock" then
      total = total + CHART
    else
      total = total + #pandoc.utils.stringify(block) + ROW
    end
  end
  return total
end

-- what is said before the first heading, the summary, or else the first section: the point comes first
local function place(blocks, top)
  local said = false
  for index, block in ipairs(blocks) do
    if block.tag ~= "Header" or block.level > top then
      said = true
    elseif said and pandoc.utils.stringify(block) ~= SUMMARY then
      return index
    end
  end
  return nil
end

local function headings(blocks, deepest)
  local count = 0
  for _, block in ipairs(blocks) do
    count = count + ((block.tag == "Header" and block.level <= deepest) and 1 or 0)
  end
  return count
end

function Pandoc(document)
  local blocks = document.blocks
  local top = top_level(blocks)
  local where = place(blocks, top)
  if where and headings(blocks, top + 1) >= FEWEST and size(blocks) >= SHORTEST then
    local depth = headings(blocks, top + 1) <= MOST and 2 or 1
    local form, written = table.unpack(PLACES[FORMAT:match("^html") or FORMAT])
    blocks:insert(where, pandoc.RawBlock(form, written:format(depth)))
  end
  return document
end
