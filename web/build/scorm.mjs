// The packages that a learning management system (LMS) takes: the one-file lesson and a manifest that says what it is, zipped.
// One file, since nothing then depends on which kinds of file the system stores, or what it calls them when it serves them.
//
// SCORM 2004 is packed as its third edition: systems of the fourth take it too, and nothing here needs what that one added.
import { strToU8, zipSync } from 'fflate';
import { escapeHtml } from './html.mjs';

const PAGE = 'index.html';
/** Part of the bytes of a zip: the same lesson gives the same package. The format counts from 1980. */
const TIME = new Date(1980, 0, 1);

/** By the schema. */
const LONGEST_TITLE = 200;

export const VERSIONS = ['1.2', '2004'];

/**
 * @param lesson what the build made of a lesson's folder
 * @param page the lesson in one file
 * @param version one of VERSIONS
 */
export function scormPackage(lesson, page, version) {
  const files = { 'imsmanifest.xml': strToU8(manifest(lesson, version)), [PAGE]: strToU8(page) };
  return zipSync(files, { level: 9, mtime: TIME });
}

/** What the page reads to know which of the two it is in. */
export function versionMark(version) {
  return `<meta name="vi-scorm" content="${version}">`;
}

export function manifest({ name, title, document }, version) {
  const { description = title, language = 'en' } = document;
  const parts = {
    name: name.replace(/[^\w.-]/g, '-'),
    title: title.slice(0, LONGEST_TITLE),
    description,
    language,
  };
  const safe = Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, escapeHtml(text)]));
  return version === '1.2' ? manifest12(safe) : manifest2004(safe);
}

function manifest12({ name, title, description, language }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="lesson-${name}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    <imsmd:lom>
      <imsmd:general>
        <imsmd:title><imsmd:langstring xml:lang="${language}">${title}</imsmd:langstring></imsmd:title>
        <imsmd:language>${language}</imsmd:language>
        <imsmd:description><imsmd:langstring xml:lang="${language}">${description}</imsmd:langstring></imsmd:description>
      </imsmd:general>
    </imsmd:lom>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${title}</title>
      <item identifier="lesson" identifierref="page" isvisible="true">
        <title>${title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="${PAGE}">
      <file href="${PAGE}"/>
    </resource>
  </resources>
</manifest>
`;
}

// Completion and success come from the lesson: a system that hears neither must not take a visit for one.
function manifest2004({ name, title, description, language }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="lesson-${name}" version="1.0"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:lom="http://ltsc.ieee.org/xsd/LOM">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 3rd Edition</schemaversion>
    <lom:lom>
      <lom:general>
        <lom:title><lom:string language="${language}">${title}</lom:string></lom:title>
        <lom:language>${language}</lom:language>
        <lom:description><lom:string language="${language}">${description}</lom:string></lom:description>
      </lom:general>
    </lom:lom>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${title}</title>
      <item identifier="lesson" identifierref="page" isvisible="true">
        <title>${title}</title>
        <imsss:sequencing>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormType="sco" href="${PAGE}">
      <file href="${PAGE}"/>
    </resource>
  </resources>
</manifest>
`;
}
